import { CollectingSink, DiagnosticError, catalogueEntries } from '@openbpu/diagnostics';
import { CONFIG } from './catalogue';
import { checkInputShape } from './input-shape';
import { parseRecipe } from './parse-recipe';
import { BASE, options, recipe } from './recipe-text.fixture';

/** Every code that a text calls forth, with its hint. */
function said(text: string): Map<string, string | undefined> {
  const sink = new CollectingSink();
  try {
    parseRecipe(text, { ...options, sink });
    return new Map(sink.diagnostics.map(({ code, hint }) => [code, hint]));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return new Map([...sink.diagnostics, ...error.diagnostics].map(({ code, hint }) => [code, hint]));
  }
}

const normed = (norm: string, more: string) =>
  BASE.replace("norm_type: 'no_preprocess'", `norm_type: '${norm}'${more}`);
const shaped = (shape: string, more = {}) => recipe({ input_shape: `'${shape}'`, ...more });

const custom = (keys: string) => `${BASE}custom_op:\n  ${keys}\n`;

const MAP = BASE.replace("'nv12'", "'featuremap'").replace("'rgb'", "'featuremap'");

/** A recipe that calls a code forth, a part of its hint, and the recipe as the hint has it. */
const MENDED: readonly (readonly [code: string, broken: string, hint: RegExp, mended: string])[] = [
  ['CFG001', "model_parameters:\n  march: 'x\n", /groups of "key: value" lines, indented with spaces/, BASE],
  ['CFG002', BASE.replace('  march', '\tmarch'), /indent with spaces: "  march: 'bayes-e'"/, BASE],
  ['CFG003', BASE.replace('  march', "  march: 'bayes-e'\n  march"), /keep one of the two/, BASE],
  ['CFG004', 'hello', /write "key: value" lines under the group/, BASE],
  ['CFG005', recipe({ march: undefined }), /give every key that is named a value/, BASE],
  ['CFG006', BASE.replace('compiler_parameters', 'compiler_parametrs'), /did you mean 'compiler_parameters'/, BASE],
  ['CFG007', BASE.replace('  march', '  marchh: x\n  march'), /did you mean 'march'/, BASE],
  ['CFG008', BASE.replace("'max'", "'maxx'"), /did you mean 'max'/, BASE],
  ['CFG009', recipe({ march: "'bayes-f'" }), /did you mean 'bayes-e'/, BASE],
  ['CFG010', recipe({ core_num: '2' }), /choose a march that has it/, recipe({ march: 'bernoulli2' })],
  ['CFG012', recipe({ input_type_rt: 'gray' }), /input_type_rt may be nv12, yuv444, rgb, bgr/, BASE],
  ['CFG013', recipe({ input_type_rt: "'rgb; rgb'" }), /name the inputs in order/, BASE],
  [
    'CFG014',
    recipe({ input_name: 'a', input_type_rt: "'rgb; rgb'" }),
    /one entry per input/,
    recipe({ input_name: 'a' }),
  ],
  ['CFG015', normed('data_scale', ''), /set scale_value/, normed('data_scale', "\n  scale_value: '0.1'")],
  [
    'CFG016',
    normed('data_scale', "\n  scale_value: '0.1 0.2'"),
    /one value for all channels/,
    normed('data_scale', "\n  scale_value: '0.1'"),
  ],
  ['CFG018', shaped('1x3x7x8'), /use rgb, bgr or gray as input_type_rt/, shaped('1x3x7x8', { input_type_rt: 'rgb' })],
  ['CFG019', shaped('1x4x8x8'), /compare input_shape, input_layout_train/, shaped('1x3x8x8')],
  ['CFG020', shaped('2x3x8x8', { input_batch: '2' }), /leave input_batch out/, shaped('2x3x8x8')],
  [
    'CFG021',
    recipe({ input_name: 'data', input_source: "{'dta': ddr}" }),
    /did you mean 'data'/,
    recipe({ input_name: 'data', input_source: "{'data': ddr}" }),
  ],
  ['CFG022', recipe({ input_name: "'a; a'" }), /list every input once/, recipe({ input_name: 'a' })],
  [
    'CFG061',
    `${BASE}preprocess:\n  transformers: RGB2BGR\n`,
    /^take RGB2BGR out: /,
    `${BASE}preprocess:\n  transformers: HWC2CHW; BGR2RGB\n`,
  ],
  [
    'CFG063',
    `${BASE}preprocess:\n  transformers: HWC2CHW\n`,
    /^add BGR2RGB, or set input_type_train: 'bgr'$/,
    `${BASE}preprocess:\n  transformers: HWC2CHW; BGR2RGB\n`,
  ],
  [
    'CFG064',
    MAP.replace('  calibration_type', '  preprocess_on: True\n  calibration_type'),
    /leave preprocess_on out/,
    MAP,
  ],
  [
    'CFG065',
    BASE.replace('  calibration_type', '  preprocess_on: True\n  calibration_type'),
    /steps of the training into a group preprocess, or leave preprocess_on out/,
    `${BASE}preprocess:\n  transformers: HWC2CHW; BGR2RGB\n`,
  ],
  [
    'CFG062',
    `${BASE}preprocess:\n  read_mode: opencv\n`,
    /under preprocess, e\.g\. transformers: '/,
    `${BASE}preprocess:\n  transformers: 'ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW; BGR2RGB'\n`,
  ],
  ['CFG025', `${BASE}march: 'bayes-e'\n`, /indent it under model_parameters/, BASE],
  ['CFG026', normed('data_scale', "\n  scale_value: '0'"), /./, normed('data_scale', "\n  scale_value: '1'")],
  ['CFG027', '\0\u0001', /--config takes the recipe/, BASE],
  [
    'CFG028',
    recipe({ input_type_rt: 'rgb', input_source: "{'x': pyramid}" }),
    /everything else comes from ddr/,
    recipe({ input_type_rt: 'rgb', input_source: "{'x': ddr}" }),
  ],
  ['CFG029', recipe({ run_on_cpu: 'a', run_on_bpu: 'a' }), /keep it in one of the two/, recipe({ run_on_bpu: 'a' })],
  ['CFG030', recipe({ max_percentile: '0.5' }), /usual values are 0.99999/, recipe({ max_percentile: '0.99999' })],
  ['CFG031', BASE.replace('march:', 'march：'), /: march: 'bayes-e'/, BASE],
  [
    'CFG034',
    recipe({ node_info: `{ 'a' {ON: BPU} }` }),
    /write a colon between them: node_info: \{ 'a': \{ON: BPU\} \}/,
    recipe({ node_info: `{ 'a': {ON: BPU} }` }),
  ],
  ['CFG095', BASE.replace(/^( +)march:/m, '$1   march:'), /indent it as the one above: " +march: 'bayes-e'"/, BASE],
  ['CFG035', recipe({ output_nodes: 'a; b; a' }), /list each name once/, recipe({ output_nodes: 'a; b' })],
  [
    'CFG036',
    recipe({ optimization: 'set_model_output_int8;set_model_output_int16' }),
    /keep one of set_model_output_int8 and set_model_output_int16/,
    recipe({ optimization: 'set_model_output_int16' }),
  ],
  [
    'CFG071',
    custom("op_register_files: 'a.ts'"),
    /write custom_op_method: register beside it/,
    custom("op_register_files: 'a.ts'\n  custom_op_method: register"),
  ],
  ['CFG032', BASE.replace('march: ', 'march:'), /: march: 'bayes-e'/, BASE],
  [
    'CFG033',
    normed('data_scale', "\n  scale_value: '50'"),
    /scale_value: '0.02'/,
    normed('data_scale', "\n  scale_value: '0.02'"),
  ],
];

/** Further examples: words that say what is meant, though not in the words of the key, and another key of a code. */
const MEANT: typeof MENDED = [
  [
    'CFG071',
    custom('custom_op_method: register'),
    /op_register_files: 'my-op\.ts'/,
    custom("custom_op_method: register\n  op_register_files: 'my-op.ts'"),
  ],
  [
    'CFG071',
    custom('custom_op_dir: ops'),
    /name the modules in it/,
    custom("custom_op_method: register\n  op_register_files: 'my-op.ts'\n  custom_op_dir: ops"),
  ],
  [
    'CFG035',
    recipe({ optimization: 'set_model_output_int8;set_model_output_int8' }),
    /list each name once/,
    recipe({ optimization: 'set_model_output_int8' }),
  ],
  ['CFG008', BASE.replace("'O3'", "'O4'"), /write 'O3'/, BASE],
  ['CFG008', recipe({ cal_data_type: "'int64'" }), /write 'float32'/, recipe({ cal_data_type: "'float32'" })],
  [
    'CFG008',
    recipe({ input_type_rt: "'int64'", input_type_train: "'int64'" }),
    /write 'featuremap'/,
    recipe({ input_type_rt: "'featuremap'", input_type_train: "'featuremap'" }),
  ],
];

/** Why the others are not here. */
const NOT_HERE: Readonly<Record<string, string>> = {
  CFG011: 'a warning without a hint: the key goes on working',
  CFG017: 'a warning without a hint: its sentence says why the key does nothing',
  CFG060: 'needs more errors than are shown: each of those has a hint of its own',
  CFG023: 'needs a caller that does not say which kind of model is meant; shown below',
};

it.each([...MENDED, ...MEANT])('%s is mended by what its hint says', (code, broken, hint, mended) => {
  expect(said(broken).get(code)).toMatch(hint);
  expect([...said(mended).keys()]).not.toContain(code);
});

it('CFG023 is mended by leaving one of the two models empty', () => {
  const both = recipe({ prototxt: 'a', caffe_model: 'b' });
  expect(said(both).get('CFG023')).toMatch(/leave one of the two empty, or say which with --model-type/);
  expect(said(recipe({ prototxt: "''", caffe_model: "''" })).has('CFG023')).toBe(false);
  expect(() => parseRecipe(both, { ...options, modelType: 'onnx' })).not.toThrow();
});

it('has an example or a reason for every code of the catalogue', () => {
  const known = new Set([...MENDED.map(([code]) => code), ...Object.keys(NOT_HERE)]);
  expect(catalogueEntries(CONFIG).filter(({ code }) => !known.has(code))).toEqual([]);
  expect(known.size).toBe(MENDED.length + Object.keys(NOT_HERE).length);
});

it.each([
  ['CFG007', BASE.replace('  march', '  <<: x\n  march'), /write the keys it stands for out/, BASE],
  ['CFG006', `${BASE}<<: {}\n`, /write the keys it stands for out/, BASE],
  ['CFG008', recipe({ jobs: '0x10' }), /^write it in plain digits: 16$/, recipe({ jobs: '16' })],
])('%s has another hint, which mends too', (code, broken, hint, mended) => {
  expect(said(broken).get(code)).toMatch(hint);
  expect([...said(mended).keys()]).not.toContain(code);
});

it('is told the same by the model as by input_shape', () =>
  expect(
    checkInputShape({ typeRt: 'nv12', typeTrain: 'rgb', layoutTrain: 'NCHW' }, [1, 3, 7, 8]).map(({ code }) => code),
  ).toEqual(['CFG018']));
