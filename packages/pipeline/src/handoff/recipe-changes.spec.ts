import { parseRecipe } from '@openbpu/config';
import { GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { marches } from '../marches';
import type { ResolvedInput } from '../resolve-inputs';
import { calibrationOf, recipeChanges, sampleFolder } from './recipe-changes';

const plain = parseGraph(
  `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = [1, 2, 3, 4]
conv_bn: c = Conv(x, w) {kernel: [1, 1]}
last: y = Relu(c)
output y`,
  standardOps(),
  'optimized',
);
const MERGED = [{ name: 'conv' }, { name: 'bn' }];
const graph = GraphDraft.mapped(plain, 'optimized', (node) =>
  node.id === 'conv_bn' ? { ...node, origins: MERGED } : node,
);

function changesOf(march: string, model: string, calibration: string, more = '') {
  const text = `model_parameters:
  prototxt: 'a.prototxt'
  caffe_model: 'a.caffemodel'
  march: '${march}'
  output_model_file_prefix: 'a'
${model}input_parameters:
  input_type_rt: 'featuremap'
  input_type_train: 'featuremap'
  input_layout_train: 'NCHW'
  norm_type: 'no_preprocess'
calibration_parameters:
  cal_data_dir: './own'
  calibration_type: 'default'
${calibration}compiler_parameters:
  optimize_level: 'O0'
${more}`;
  const recipe = parseRecipe(text, {
    file: 'r.yaml',
    modelType: 'caffe',
    marches: [march],
    marchRules: (name) => marches().find((each) => each.march === name)?.recipe,
  });
  const inputs = ['x', 'y/z'].map((name, i) => ({
    ...recipe.inputs[0],
    name,
    dtype: i === 0 ? ('float32' as const) : ('uint8' as const),
    calDataType: 'uint8' as const,
  })) as readonly Pick<ResolvedInput, 'name' | 'dtype' | 'calDataType'>[] as readonly ResolvedInput[];
  return recipeChanges({
    recipe,
    baseFolder: '/project/net',
    folder: '/project/for/them',
    inputs,
    graph,
    model: 'a_handoff.onnx',
    method: 'kl,rounded',
  });
}

it('names the new model, its samples and one method, and leaves what is in the model already', () => {
  expect(changesOf('bayes-e', '', '')).toEqual({
    model_parameters: {
      onnx_model: './a_handoff.onnx',
      prototxt: undefined,
      caffe_model: undefined,
      output_nodes: undefined,
      working_dir: './model_output',
    },
    calibration_parameters: {
      cal_data_dir: './handoff_data/x; ./handoff_data/y%2Fz',
      cal_data_type: 'float32; uint8',
      preprocess_on: undefined,
      per_channel: undefined,
      calibration_type: 'kl',
      max_percentile: undefined,
    },
  });
});

it('calls nodes as the new model does', () => {
  const nodeInfo = `  node_info: {'bn': {'ON': 'BPU', 'InputType1': 'int16', 'OutputType': 'int16'}, 'gone': {'ON': 'CPU'}}\n`;
  expect(changesOf('bayes-e', nodeInfo, '').model_parameters).toMatchObject({
    node_info: { conv_bn: { ON: 'BPU', InputType1: 'int16', OutputType: 'int16' }, gone: { ON: 'CPU' } },
  });
  expect(
    changesOf('bernoulli2', '', "  run_on_cpu: 'conv; bn; last'\n  run_on_bpu: 'gone'\n").calibration_parameters,
  ).toMatchObject({ run_on_cpu: 'conv_bn; last', run_on_bpu: 'gone' });
});

it('finds the modules of custom operators from where it lies', () => {
  const said = "custom_op:\n  custom_op_method: 'register'\n  op_register_files: 'a.ts'\n  custom_op_dir: 'ops'\n";
  expect(changesOf('bayes-e', '', '', said).custom_op).toEqual({ custom_op_dir: './../../net/ops' });
});

it.each([
  ['max', { calibration_type: 'max', max_percentile: undefined }],
  ['max-percentile:percentile=0.99995,rounded,corrected', { calibration_type: 'max', max_percentile: '0.99995' }],
  ['equalised,kl,rounded', { calibration_type: 'kl', max_percentile: undefined }],
  ['kl,corrected', { calibration_type: 'kl', max_percentile: undefined }],
])('asks for %s', (method, wanted) => {
  expect(calibrationOf(method)).toEqual(wanted);
});

it('has a folder for every input', () => {
  expect(sampleFolder({ name: 'a b' })).toBe('handoff_data/a%20b');
});
