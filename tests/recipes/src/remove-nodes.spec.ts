import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArtifact } from '@openbpu/artifact';
import { parseRecord } from '@openbpu/record';
import { encodeNpy, makeTensor } from '@openbpu/tensor';
import { repVgg } from './rep-vgg';
import { runProgram } from './run-program.fixture';

const recipe = (types: string, names: string) => `model_parameters:
  onnx_model: 'm.onnx'
  march: 'bayes-e'
  output_model_file_prefix: 'm'
  working_dir: 'out'
  remove_node_type: '${types}'
  remove_node_name: '${names}'
input_parameters:
  input_name: 'data'
  input_type_rt: 'featuremap'
  input_type_train: 'featuremap'
  input_layout_train: 'NCHW'
  norm_type: 'no_preprocess'
calibration_parameters:
  calibration_type: 'skip'
compiler_parameters:
  compile_mode: 'latency'
  optimize_level: 'O3'
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remove-'));
  await writeFile(join(folder, 'm.onnx'), repVgg({ side: 32, channels: 4, classes: 6 }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function convert(types: string, names: string, change = (text: string) => text) {
  await writeFile(join(folder, 'r.yaml'), change(recipe(types, names)));
  const { code, stdout, stderr } = await runProgram(folder, [
    'makertbin',
    '-c',
    'r.yaml',
    '--model_type=onnx',
    '--json',
  ]);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  const { header } = await openArtifact(join(folder, 'out/m.bin'));
  return { record: parseRecord(stdout), stderr, header };
}

it('a model that takes and gives integers: its conversions removed by type and by name', async () => {
  const { record, header, stderr } = await convert('Reshape; Dequantize', 'data_HzQuantize;stage0');
  expect(header.deletedNodes).toEqual(['/linear/Gemm_reshape_output', '/linear/Gemm_HzDequantize', 'data_HzQuantize']);
  expect(header.inputs).toMatchObject([
    {
      name: 'data',
      tensor: 'data_quantized',
      typeRt: 'featuremap',
      dtype: 'int8',
      shape: [1, 3, 32, 32],
      quant: { scale: [expect.any(Number)] },
    },
  ]);
  expect(header.outputs).toMatchObject([
    { name: 'output', tensor: '/linear/Gemm_conv_quantized', dtype: 'int32', shape: [1, 6, 1, 1], axis: 1 },
  ]);
  expect(header.outputs[0].scale).toHaveLength(6);
  expect(record.interface?.removed).toEqual(header.deleted);
  expect(header.steps.map(({ kind }) => kind)).toEqual(['bpu']);
  expect(record.verification).toMatchObject({ status: 'passed', mismatches: 0 });
  await writeFile(join(folder, 'q.npy'), encodeNpy(makeTensor('int8', [1, 3, 32, 32], new Int8Array(3072).fill(5))));
  const inferred = await runProgram(folder, ['infer', '--model', 'out/m.bin', '--input', 'data=q.npy', '--json']);
  expect(JSON.parse(inferred.stdout)).toMatchObject({
    outputs: [{ name: 'output', dtype: 'int32', shape: [1, 6, 1, 1] }],
    diagnostics: [{ code: 'PIP068' }],
  });
  expect(record.diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toContain('PIP031 warning');
  expect(stderr).toMatch(/WARNING PIP031 .*no removable node "stage0"/);
  expect(stderr).toContain(
    `Node 'data_HzQuantize' of type 'Quantize' is removed: the input "data" is now ` +
      'data_quantized int8[1x3x32x32] NCHW\n',
  );
});

it('the recipe of a walk-through as it stands: the names stay, scales are told, and what is still nv12', async () => {
  const types = 'Quantize;Dequantize;Transpose;Cast;Reshape';
  const { record, header, stderr } = await convert(types, '', (text) =>
    text
      .replace("input_type_rt: 'featuremap'", "input_type_rt: 'nv12'")
      .replace("input_type_train: 'featuremap'", "input_type_train: 'rgb'"),
  );
  expect(header.inputs).toMatchObject([{ name: 'data', typeRt: 'nv12', shape: [1, 3, 32, 32], layout: 'NCHW' }]);
  expect(header.outputs).toMatchObject([{ name: 'output', dtype: 'int32', shape: [1, 6, 1, 1], axis: 1 }]);
  expect(header.steps.map(({ kind }) => kind)).toEqual(['bpu']);
  const text = await readFile(join(folder, 'out/deleted_nodes_info.txt'), 'utf8');
  expect(text).toContain(`scale: [${header.outputs[0].scale!.join(', ')}]  zero: [0, 0, 0, 0, 0, 0]  axis: 1`);
  expect(text).toMatch(/^data_TransposeInput0 .* input: data {2}fed: nv12$/m);
  expect(stderr).toContain('and is still fed as nv12');
  expect(record.verification).toMatchObject({ status: 'passed', mismatches: 0 });
  expect(record.diagnostics.filter(({ code }) => code === 'PIP030')).toEqual([]);
});

it('keeps every node without a request, and the .bin of an earlier run is replaced', async () => {
  const { header, record } = await convert('', '');
  expect(header.deletedNodes).toEqual([]);
  expect(header.inputs).toMatchObject([{ name: 'data', dtype: 'float32' }]);
  expect(header.outputs).toMatchObject([{ name: 'output', dtype: 'float32', shape: [1, 6] }]);
  expect(record.artifacts.map(({ kind }) => kind)).toEqual([
    'original',
    'optimized',
    'calibrated',
    'quantized',
    'bin',
    'performance',
  ]);
  expect(await readdir(join(folder, 'out'))).not.toContain('deleted_nodes_info.txt');
  expect(record.verification?.status).toBe('passed');
  expect(JSON.parse(await readFile(join(folder, 'out/m_record.json'), 'utf8'))).toMatchObject({
    command: 'makertbin',
    march: 'bayes-e',
  });
});

it('checker --json prints the record of what it found', async () => {
  const { code, stdout, stderr } = await runProgram(folder, [
    'checker',
    '--model_type',
    'onnx',
    '--march',
    'bayes-e',
    '--model',
    'm.onnx',
    '--json',
  ]);
  expect(code).toBe(0);
  const record = parseRecord(stdout);
  expect(record).toMatchObject({
    command: 'checker',
    march: 'bayes-e',
    model: { name: 'main_graph', inputs: [{ name: 'data', shape: [1, 3, 32, 32] }], macs: expect.any(Number) },
  });
  expect(record.passes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['gemm-to-conv', 'fold-activation', 'place']),
  );
  expect(
    record.nodes.flatMap(({ origins }) => origins.map(({ file }) => file)).every((file) => file === 'm.onnx'),
  ).toBe(true);
  expect(stderr).toContain('INFO The converted model node information:');
});
