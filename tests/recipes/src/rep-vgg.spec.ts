import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArtifact } from '@openbpu/artifact';
import { parseRecord } from '@openbpu/record';
import { bytesOf, decodeNpy } from '@openbpu/tensor';
import { repVgg } from './rep-vgg';
import { REP_VGG_RECIPE, REP_VGG_ROWS } from './rep-vgg-recipe.fixture';
import { runProgram, tableRows, type ProgramRun } from './run-program.fixture';

const SIDE = 64;
const SAMPLES = 3;
const PREFIX = 'RepVGG_224x224_nv12';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rep-vgg-'));
  await writeFile(join(folder, 'RepVGG-A2.onnx'), repVgg({ side: SIDE, channels: 8, classes: 10 }));
  await writeFile(join(folder, 'RepVGG_deploy_config.yaml'), REP_VGG_RECIPE);
  await mkdir(join(folder, 'calibration_data_rgb_f32'));
  for (let i = 0; i < SAMPLES; i++)
    await writeFile(join(folder, 'calibration_data_rgb_f32', `${i}.rgb`), bytesOf(noise(i)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function noise(seed: number): Float32Array {
  return Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => Math.floor(128 + 127 * Math.sin(i * 12.9898 + seed)));
}

describe('hb_mapper checker on RepVGG-A2', () => {
  it('prints the rows of the walk-through', async () => {
    const { code, stdout, stderr } = await runProgram(folder, [
      'checker',
      '--model-type',
      'onnx',
      '--model',
      'RepVGG-A2.onnx',
      '--march',
      'bayes-e',
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(tableRows(stdout)).toEqual(REP_VGG_ROWS);
    const log = await readFile(join(folder, 'hb_mapper_checker.log'), 'utf8');
    expect(tableRows(log)).toEqual(REP_VGG_ROWS);
  });
});

describe('hb_mapper makertbin with the recipe of the walk-through', () => {
  let run: ProgramRun;
  let out: string;
  beforeAll(async () => {
    run = await runProgram(folder, ['makertbin', '--config', './RepVGG_deploy_config.yaml', '--model-type', 'onnx']);
    out = join(folder, PREFIX);
  });

  it('ends with the two lines of the guide', () => {
    expect(run.code).toBe(0);
    const last = run.stdout.trimEnd().split('\n').slice(-2);
    expect(last.map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} /, ''))).toEqual([
      'INFO Convert to runtime bin file successfully!',
      'INFO End Model Convert',
    ]);
  });

  it('prints the node table with the pre-processing in front, and the same rows as the checker', () => {
    const rows = tableRows(run.stdout);
    expect(rows[0].slice(0, 4)).toEqual(['HZ_PREPROCESS_FOR_data', 'BPU', 'id(0)', 'HzPreprocess']);
    expect(rows[0].slice(5)).toEqual(['127.000000', 'int8/int8']);
    expect(rows.slice(1).map((row) => [...row.slice(0, 4), row[6]])).toEqual(REP_VGG_ROWS);
    expect(run.stdout).toMatch(/INFO Select (max|max-percentile\S*|kl|mse)(,\w+)* method\./);
  });

  it('keeps the tables in the log too', async () => {
    const log = await readFile(join(folder, 'hb_mapper_makertbin.log'), 'utf8');
    expect(tableRows(log)).toEqual(tableRows(run.stdout));
    expect(log).toContain('Chebyshev Distance');
    expect(log).toMatch(/INFO calibrate: \d+\.\d{3} s/);
    expect(log.trimEnd().endsWith('INFO End Model Convert')).toBe(true);
  });

  it('writes every file', async () => {
    const files = [
      '_original_float_model.onnx',
      '_optimized_float_model.onnx',
      '_calibrated_model.onnx',
      '_quantized_model.onnx',
      '.bin',
      '_perf.html',
      '_report.html',
      '_record.json',
    ].map((end) => PREFIX + end);
    expect((await readdir(out)).sort()).toEqual(
      [...files, '.openbpu-cache', 'calibration_data', 'deleted_nodes_info.txt'].sort(),
    );
  });

  it('removes the nodes that stand at the edge, in the order given, and says which stay', async () => {
    const { header } = await openArtifact(join(out, `${PREFIX}.bin`));
    expect(header.deletedNodes).toEqual([
      'data_TransposeInput0',
      '/linear/Gemm_reshape_output',
      '/linear/Gemm_HzDequantize',
    ]);
    expect(header.inputs).toMatchObject([{ name: 'data', typeRt: 'nv12', shape: [1, 3, SIDE, SIDE], layout: 'NCHW' }]);
    expect(header.outputs).toMatchObject([{ dtype: 'int32', shape: [1, 10, 1, 1] }]);
    expect(header.outputs[0].scale).toHaveLength(10);
    expect(
      (await readFile(join(out, 'deleted_nodes_info.txt'), 'utf8')).split('\n').map((line) => line.split(' ')[0]),
    ).toEqual([...header.deletedNodes, '']);
  });

  it('verifies what is left of the .bin against the whole quantised model', async () => {
    const { verification, passes, model } = parseRecord(await readFile(join(out, `${PREFIX}_record.json`), 'utf8'));
    expect(verification).toMatchObject({ status: 'passed', mismatches: 0, inputs: 2 });
    expect(passes).toContainEqual({ name: 'insert-preprocess', patches: 2 });
    expect(model).toMatchObject({
      inputs: [{ name: 'data', shape: [1, 3, SIDE, SIDE] }],
      outputs: [{ name: 'output', shape: [1, 10] }],
    });
  });

  it('dumps the calibration data as the float model takes it: YUV444 minus 128', async () => {
    expect((await readdir(join(out, 'calibration_data/data'))).sort()).toEqual(
      Array.from({ length: SAMPLES }, (_, i) => `${i}.npy`),
    );
    const { dtype, shape, data } = decodeNpy(await readFile(join(out, 'calibration_data/data/1.npy')));
    expect([dtype, shape]).toEqual(['float32', [1, 3, SIDE, SIDE]]);
    const plane = SIDE * SIDE;
    const [r, g, b] = [0, 1, 2].map((channel) => noise(1)[channel * plane]);
    expect(data[0]).toBe(Math.round(0.299 * r + 0.587 * g + 0.114 * b) - 128);
    expect(Math.min(...Array.from(data, Number))).toBeGreaterThanOrEqual(-128);
  });

  it('tells nowhere where it was made', async () => {
    const entries = await readdir(out, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const file = join(entry.parentPath, entry.name);
      expect([file, (await readFile(file)).includes(folder)]).toEqual([file, false]);
    }
  });
});
