import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Bench } from './bench';

const bench = new Bench();
beforeAll(async () => {
  await bench.convert('plain', 'm');
  await bench.convert('scores', 'two', {
    'model_parameters.march': 'bernoulli2',
    'model_parameters.remove_node_type': 'Transpose',
    'model_parameters.layer_out_dump': 'True',
    'input_parameters.input_type_rt': 'rgb',
    'input_parameters.input_layout_rt': 'NHWC',
    'input_parameters.norm_type': 'data_mean_and_scale',
    'input_parameters.mean_value': '123.68 116.779 103.939',
    'compiler_parameters.compile_mode': 'bandwidth',
    'compiler_parameters.optimize_level': 'O1',
    'compiler_parameters.core_num': '2',
    'compiler_parameters.max_time_per_fc': '1500',
    'calibration_parameters.max_percentile': '0.999',
    'calibration_parameters.per_channel': 'True',
  });
  await bench.convert('plain', 'odd', {
    'model_parameters.remove_node_type': 'Transpose',
    'input_parameters.input_batch': '2',
    'calibration_parameters.optimization': 'set_model_output_int8',
  });
  await bench.run('hb_pack m.bin odd.bin -o comb.bin');
  rmSync(join(bench.folder, 'deleted_nodes_info.txt'));
});
afterAll(() => bench.close());

it('prints the block of the guide', async () => {
  const { code, stdout } = await bench.run('hb_model_info m.bin');
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  const version = lines[1].replace('hb_model_info version ', '');
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(lines).toEqual([
    'Start hb_model_info....',
    `hb_model_info version ${version}`,
    '******** m info *********',
    '############# model deps info #############',
    `hb_mapper version : openbpu ${version}`,
    `hbdk version : openbpu compiler ${version}, machine 2`,
    `hbdk runtime version: openbpu runtime ${version}`,
    `horizon_nn version : openbpu quant ${version}`,
    '############# model_parameters info #############',
    'onnx_model : plain.onnx',
    'BPU march : bayes-e',
    'layer_out_dump : False',
    'working dir : .',
    'output_model_file_prefix: m',
    '############# input_parameters info #############',
    '------',
    '---------input info : data ---------',
    'input_name : data',
    'input_type_rt : nv12',
    'input_space&range : regular',
    'input_layout_rt : None',
    'input_type_train : rgb',
    'input_layout_train : NCHW',
    'norm_type : data_scale',
    'input_shape : 1x3x32x32',
    'scale_value : 0.0078125,',
    'cal_data_dir : samples',
    '---------input info : data end -------',
    '------',
    '############# calibration_parameters info #############',
    'preprocess_on : False',
    'calibration_type : max',
    '############# compiler_parameters info #############',
    'hbdk_pass_through_params: --fast --O3',
    "input-source : {'data': 'pyramid', '_default_value': 'ddr'}",
    '--------- input/output types -',
    'model input types : [<InputDataType.NV12: 7>]',
    'model output types : [<InputDataType.F32: 5>]',
  ]);
  expect(existsSync(join(bench.folder, 'deleted_nodes_info.txt'))).toBe(false);
});

it('tells of every key that is another than usual', async () => {
  const { stdout } = await bench.run('hb_model_info two.bin');
  for (const line of [
    'BPU march : bernoulli2',
    'layer_out_dump : True',
    'input_type_rt : rgb',
    'input_layout_rt : NHWC',
    'norm_type : data_mean_and_scale',
    'mean_value : 123.68,116.779,103.939,',
    'input_shape : 1x3x32x32',
    'max_percentile : 0.999',
    'per_channel : True',
    'hbdk_pass_through_params: --ddr --O1',
    'core_num : 2',
    'max_time_per_fc : 1500',
    "input-source : {'data': 'ddr', '_default_value': 'ddr'}",
    'model input types : [<InputDataType.RGB>]',
    'deleted nodes: data_TransposeInput0',
  ])
    expect(stdout.split('\n')).toContain(line);
});

it('tells of deleted nodes at the end, and writes what they were', async () => {
  const { stdout } = await bench.run('hb_model_info odd.bin');
  expect(stdout).toMatch(/--------- deleted nodes -\ndeleted nodes: data_TransposeInput0\n$/);
  expect(stdout).toContain('input_shape : 1x3x32x32\ninput_batch : 2\n');
  expect(stdout).toContain('optimization : set_model_output_int8\n');
  expect(stdout).toContain('model output types : [<InputDataType.S8>]\n');
  expect(bench.read('deleted_nodes_info.txt')).toMatch(/^data_TransposeInput0 {2}type: Transpose {2}at: input .*\n$/);
});

it('tells of all models of a packed file, or of one', async () => {
  rmSync(join(bench.folder, 'deleted_nodes_info.txt'), { force: true });
  const { stdout } = await bench.run('hb_model_info comb.bin');
  expect(stdout.match(/\*{8} .* info \*{9}/g)).toEqual(['******** m info *********', '******** odd info *********']);
  expect(stdout.match(/Start hb_model_info/g)).toHaveLength(1);
  expect(bench.read('deleted_nodes_info.txt')).toContain('data_TransposeInput0');
  const one = await bench.run('hb_model_info comb.bin -m m --json');
  expect(JSON.parse(one.stdout)).toMatchObject({ models: [{ name: 'm', deletedNodes: [] }] });
  expect((await bench.run('hb_model_info comb.bin -m n')).stderr).toContain('BRD002');
});

it('lists steps, sections and instructions', async () => {
  const { stdout } = await bench.run('hb_model_info m.bin --listing');
  expect(stdout).toContain('model plain for bayes-e, ');
  expect(stdout).toContain('input data: nv12 uint8[1x32x32x3]\n');
  expect(stdout).toContain('output y: float32[1x3x32x32]\n');
  expect(stdout).toContain('bpu plain_subgraph_0 (BPU)\n');
  expect(stdout).toMatch(/ {2}section plain_subgraph_0\.constants: \d+ bytes\n/);
  expect(stdout).toMatch(/ {2}\d{4} tensor conv /);
});

it.each([
  ['hb_model_info', 1, 'hb_model_info needs BIN_FILE'],
  ['hb_model_info nothing.bin', 1, 'GRD001'],
  ['hb_model_info m.yaml', 1, 'ART003'],
  ['hb_model_info m.bin two.bin', 1, 'CLI025'],
])('answers "%s"', async (line, code, words) => {
  const run = await bench.run(line);
  expect(run.code).toBe(code);
  expect(run.stderr).toContain(words);
});

it('prints what it knows where it cannot write what the deleted nodes were, and tells that', async () => {
  const file = join(bench.folder, 'deleted_nodes_info.txt');
  rmSync(file, { force: true });
  const written = await bench.run('hb_model_info odd.bin');
  rmSync(file);
  mkdirSync(file);
  const unwritten = await bench.run('hb_model_info odd.bin');
  const document = await bench.run('hb_model_info odd.bin --json');
  rmSync(file, { recursive: true });
  expect([written.code, written.stderr, written.stdout]).toEqual([0, '', expect.stringContaining('deleted nodes: ')]);
  expect([unwritten.code, unwritten.stdout]).toEqual([0, written.stdout]);
  expect(unwritten.stderr).toMatch(
    / PIP174 warning odd\.bin: "deleted_nodes_info\.txt" is not written: a folder stands in its place\n {2}hint: /,
  );
  const told = JSON.parse(document.stdout) as Record<string, unknown>;
  expect([document.code, told.deletedNodesFile]).toEqual([0, undefined]);
  expect(told).toMatchObject({ models: [{ deleted: [{}] }], diagnostics: [{ code: 'PIP174' }] });
});
