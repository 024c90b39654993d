import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { isLayer, isNormalisation } from './is-layer';

const node = (text: string) =>
  parseGraph(
    `input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\nconst f: float32[3x4] = seed 1\n` +
      `n: y = ${text}\noutput y`,
    standardOps(),
    'original',
  ).node('n')!;
const foreign = (opType: string) =>
  node(`OnnxOp(x) {opType: "${opType}", opset: 17, outputTypes: [{dtype: "float32", shape: [1]}]}`);

it.each([
  ['Conv(x, w) {kernel: [1, 1]}', true, false],
  ['ConvTranspose(x, w) {kernel: [1, 1]}', true, false],
  ['MatMul(x, x)', true, false],
  ['LayerNormalization(x) {axes: [3]}', true, true],
  ['RMSNormalization(x) {axes: [3]}', true, true],
  ['L2Normalization(x) {axes: [1]}', true, true],
  ['InstanceNormalization(x)', true, true],
  ['GroupNormalization(x) {groups: 1}', true, true],
  ['Relu(x)', false, false],
  ['Mul(x, x)', false, false],
  ['MaxPool(x) {kernel: [2, 2]}', false, false],
  ['Softmax(x) {axis: 1}', false, false],
])('of %s tells whether it is a layer, and whether it normalises', (text, layer, normalisation) => {
  expect([isLayer(node(text)), isNormalisation(node(text))]).toEqual([layer, normalisation]);
});

it.each([
  ['Conv', true, false],
  ['Einsum', true, false],
  ['GRU', true, false],
  ['BatchNormalization', true, true],
  ['Normalization', true, true],
  ['QLinearConv', false, false],
  ['ConvInteger', false, false],
  ['NormalizationFree', false, false],
  ['Erf', false, false],
])('knows a foreign %s by its name', (opType, layer, normalisation) => {
  expect([isLayer(foreign(opType)), isNormalisation(foreign(opType))]).toEqual([layer, normalisation]);
});
