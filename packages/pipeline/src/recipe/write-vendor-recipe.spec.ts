import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from './explain';
import { writeVendorRecipe } from './write-vendor-recipe';

const home = process.cwd();
let folder: string;
beforeEach(() => process.chdir((folder = mkdtempSync(join(tmpdir(), 'vendor-')))));
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const RECIPE = `# mine
model_parameters:
  onnx_model: 'm.onnx'
  march: 'bayes-e'
  output_model_file_prefix: 'm'
input_parameters:
  input_name: 'x; m'
  input_type_rt: 'nv12; featuremap'
  input_type_train: 'rgb; featuremap'   # as trained
  input_layout_train: 'NCHW; NCHW'
  norm_type: 'no_preprocess; no_preprocess'
calibration_parameters:
  cal_data_dir: './pictures/; ./maps_f32'
compiler_parameters:
  optimize_level: 'O3'
`;
const OURS = `preprocess:\n  transformers: 'CenterCrop(8); HWC2CHW; BGR2RGB'\n`;

it('writes the recipe without what is ours, and says what is left to do', () => {
  writeFileSync('r.yaml', RECIPE + OURS);
  const result = writeVendorRecipe({ config: 'r.yaml', output: 'v.yaml' });
  expect(readFileSync('v.yaml', 'utf8')).toBe(RECIPE);
  expect(result).toMatchObject({
    file: 'v.yaml',
    left: [{ group: 'preprocess', key: 'transformers' }],
    diagnostics: [],
  });
  expect(result.advice).toEqual([
    './pictures/ holds pictures, and without the group preprocess samples are expected: make them with hb_mapper ' +
      'data_preprocess --preprocess r.yaml --src-dir ./pictures/ --dst-dir ./pictures_samples_f32, and name that ' +
      'folder in cal_data_dir of v.yaml',
  ]);
});

it('says that modules of custom operators are of OpenBPU', () => {
  writeFileSync('r.yaml', `${RECIPE}custom_op:\n  custom_op_method: register\n  op_register_files: 'a.ts; b.ts'\n`);
  const { left, advice } = writeVendorRecipe({ config: 'r.yaml', output: 'v.yaml' });
  expect(left).toEqual([]);
  expect(advice).toEqual([expect.stringMatching(/modules for OpenBPU \(a\.ts, b\.ts\).* in v\.yaml$/)]);
});

it('writes the same recipe where nothing is ours, and passes warnings on', () => {
  writeFileSync('r.yaml', RECIPE.replace('cal_data_dir', 'max_percentile: 0.9\n  cal_data_dir'));
  const result = writeVendorRecipe({ config: 'r.yaml', output: 'v.yaml' });
  expect(readFileSync('v.yaml', 'utf8')).toBe(readFileSync('r.yaml', 'utf8'));
  expect(result).toMatchObject({ left: [], advice: [], diagnostics: [{ code: 'CFG017' }] });
});

it('writes nothing where the recipe has mistakes, and over nothing', () => {
  writeFileSync('r.yaml', RECIPE.replace('march', 'marhc') + OURS);
  expect(() => writeVendorRecipe({ config: 'r.yaml', output: 'v.yaml' })).toThrow(/CFG007/);
  expect(existsSync('v.yaml')).toBe(false);
  writeFileSync('r.yaml', RECIPE);
  const over = () => writeVendorRecipe({ config: 'r.yaml', output: 'r.yaml' });
  expect(over).toThrow(expect.objectContaining({ diagnostics: [expect.objectContaining({ code: 'PIP067' })] }));
  expect(() => writeVendorRecipe({ config: 'r.yaml', output: 'no/v.yaml' })).toThrow(/[A-Z]{3}\d{3} .*no\/v\.yaml/);
  expect(() => writeVendorRecipe({ config: 'none.yaml', output: 'v.yaml' })).toThrow(/none\.yaml/);
});

it('explains keys by the marches that there are', () => {
  const found = explain('core_num');
  expect('marches' in found && found.marches.map(({ march, verdict }) => `${march} ${verdict}`)).toEqual([
    'bernoulli2 valid',
    'bayes-e some values',
    'bayes some values',
  ]);
  expect(explain('core')).toMatchObject({ nearest: 'core_num' });
});
