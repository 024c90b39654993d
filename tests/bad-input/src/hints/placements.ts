import { encodeModel } from '@openbpu/onnx';
import { modelOf } from '../small-model';
import { type Act, type HintCase, check, convert } from './hint-case';

/** The document of the program has the hints; its table has the reasons alone. */
const placed = (text: string) => check({ 'model.onnx': encodeModel(modelOf(text)) }, '--json');
const asked = (text: string, node: string): Act => {
  const recipe = { calibration_type: "'skip'", 'calibration_parameters.run_on_bpu': `'${node}'` };
  const act = convert(recipe, { 'model.onnx': encodeModel(modelOf(text)) });
  return { ...act, run: `${act.run} --json` };
};

const informed = (text: string, info: string): Act => {
  const act = asked(text, 'c');
  const { 'calibration_parameters.run_on_bpu': _, ...recipe } = act.recipe ?? {};
  return { ...act, recipe: { ...recipe, 'model_parameters.node_info': `{${info}}` } };
};

const CONV = `input x: float32[1x3x8x8] NCHW
const w: float32[4x3x1x1] = seed 1
c: c = Conv(x, w) {kernel: [1, 1]}`;
const SOFTMAX = `${CONV}
s: s = Softmax(c) {axis: 1}
m: m = MaxPool(s) {kernel: [2, 2], strides: [2, 2]}
output m`;
const COMPUTED = `${CONV}
g: g = GlobalAveragePool(c)
r: v = Reshape(g) {shape: [1, 4, 1, 1]}
k: k = Conv(c, v) {kernel: [1, 1]}
output k`;
const CONSTANT = `${CONV}
const v: float32[1x4x1x1] = seed 2
k: k = Conv(c, v) {kernel: [1, 1]}
output k`;
const LOG = `${CONV}
r: r = Relu(c)
e: e = Log(r)
output e`;
const masked = (never: string) => `${CONV}
const k: float32[1] = [${never}]
g: g = Sigmoid(c)
a: a = Add(g, k)
t: t = Sigmoid(a)
output t`;
const weighted = (weight: string) => `${CONV}
const v: float32[4x4x1x1] = splat ${weight}
d: d = Conv(c, v) {kernel: [1, 1]}
output d`;

const DILATED = `${CONV}
const v: float32[4x4x3x3] = seed 2
d: d = Conv(c, v) {kernel: [3, 3], dilations: [2, 2], pads: [2, 2, 2, 2]}
e: e = Conv(d, v) {kernel: [3, 3]}
output e`;

const DILATED_END = DILATED.replace(/e: e = [^]*/, 'output d');
const SOFTMAX_END = SOFTMAX.replace(/m: m = [^]*/, 'output s');
/** Converts with outputs of integers. */
const given = (text: string, type: string, more: Act['recipe'] = {}): Act => {
  const recipe = {
    calibration_type: "'skip'",
    'calibration_parameters.optimization': `'set_model_output_${type}'`,
    ...more,
  };
  const act = convert(recipe, { 'model.onnx': encodeModel(modelOf(text)) });
  return { ...act, run: `${act.run} --json` };
};

/** Puts nodes of the small model onto the CPU. */
const small = (nodes: string) =>
  convert({ calibration_type: "'skip'", 'calibration_parameters.run_on_cpu': `'${nodes}'` });

const SAMPLED = `${CONV}
const g: float32[1x8x8x2] = seed 3
s: s = GridSample(c, g) {mode: "bilinear", padding: "zeros", alignCorners: false}
output s`;

/** Why a node is on the CPU, and what brings it to the BPU. */
export const PLACEMENTS: readonly HintCase[] = [
  ['PAS047', small('fc_reshape_output'), /take "fc_reshape_output" out of run_on_cpu/, small('conv1')],
  ['PAS047', small('fc_reshape_output'), /or name "fc"/, small('fc')],
  [
    'ONX012',
    check({ 'model.onnx': encodeModel(modelOf(SAMPLED)) }, '--fix fixed.onnx'),
    /end the model before it \(--cut "s"\)/,
    check({ 'model.onnx': encodeModel(modelOf(SAMPLED)) }, '--fix fixed.onnx --cut s'),
  ],
  ['PAS003', placed(SOFTMAX), /name it in node_info with 'ON': 'BPU'/, informed(SOFTMAX, `'s': {'ON': 'BPU'}`)],
  ['PAS003', placed(SOFTMAX), /or in run_on_bpu/, asked(SOFTMAX, 's')],
  [
    'PAS022',
    informed(DILATED, `'d': {'OutputType': 'int8'}, 'e': {'InputType': 'int16'}`),
    /take InputType of "e" out of node_info/,
    informed(DILATED, `'d': {'OutputType': 'int8'}`),
  ],
  ['PAS040', given(DILATED_END, 'int16'), /ask for set_model_output_int8/, given(DILATED_END, 'int8')],
  [
    'PAS041',
    given(SOFTMAX_END, 'int8'),
    /put "s" on the BPU \(node_info\)/,
    given(SOFTMAX_END, 'int8', { 'model_parameters.node_info': `{'s': {'ON': 'BPU'}}` }),
  ],
  [
    'PAS041',
    given(SOFTMAX_END, 'int8'),
    /or end the model before it \(output_nodes\)/,
    given(SOFTMAX_END, 'int8', { 'model_parameters.output_nodes': "'c'" }),
  ],
  [
    'PAS023',
    informed(SOFTMAX, `'s': {'OutputType': 'int16'}`),
    /add 'ON': 'BPU'/,
    informed(SOFTMAX, `'s': {'ON': 'BPU', 'OutputType': 'int16'}`),
  ],
  [
    'PAS023',
    informed(COMPUTED, `'k': {'ON': 'BPU', 'OutputType': 'int16'}`),
    /take "k" out of node_info/,
    informed(COMPUTED, `'c': {'ON': 'BPU'}`),
  ],
  [
    'PAS024',
    informed(SOFTMAX, `'c': {'InputType1': 'int16'}`),
    /inputs count from 0.* InputType0$/,
    informed(SOFTMAX, `'c': {'InputType0': 'int16'}`),
  ],
  [
    'PAS027',
    informed(COMPUTED, `'k': {'ON': 'BPU'}`),
    /take "k" out of node_info/,
    informed(COMPUTED, `'c': {'ON': 'BPU'}`),
  ],
  ['PAS012', placed(SOFTMAX), /or in run_on_bpu/, asked(SOFTMAX, 's;m')],
  ['PAS011', placed(COMPUTED), /with constant weights/, placed(CONSTANT)],
  ['PAS016', placed(LOG), /a Clip, or an addition/, placed(LOG.replace('Relu(c)', 'Clip(c) {min: 1, max: 8}'))],
  ['PAS016', placed(LOG), /or name it in node_info .*run_on_bpu/, asked(LOG, 'e')],
  ['PAS017', placed(LOG), /see the reason of that node/, placed(LOG.replace('Relu(c)', 'Clip(c) {min: 1, max: 8}'))],
  ['PAS018', placed(masked('-1e9')), /no larger numbers than the tensor it is added to/, placed(masked('-1'))],
  ['PAS019', placed(weighted('1e39')), /export the model again/, placed(weighted('0.1'))],
];
