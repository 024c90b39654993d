import { parseGraph } from '@openbpu/ir';
import { HzLut, HzSoftmax, floatTable, softmaxTable, standardOps } from '@openbpu/ops';
import { type TensorType, perTensor, tensorType, toNumbers } from '@openbpu/tensor';
import { keepOnCpu } from './cpu-node';
import { IntegerGraph } from './integer-graph';

const SOURCE = parseGraph(
  `input x: float32[1x2x1x3] NCHW
const k: float32[2x2x1x1] = seed 1
t: t = Tanh(x) cpu "asked"
s: s = Softmax(x) {axis: -3} cpu "asked"
a: a = Add(x, x) cpu "asked"
c: c = Conv(x, k) {kernel: [1, 1]} cpu "asked"
r: r = Reshape(x) {shape: [2, 3]} cpu "asked"
o: o = OnnxOp(_, x) {opType: "F", opset: 17, outputTypes: [{dtype: "float32", shape: [1]}]} cpu "asked"
b: b = Tanh(x) bpu id(0) int8/int8
output t
output s`,
  standardOps(),
  'calibrated',
);

function kept(node: string, type: Partial<TensorType> = { dtype: 'int8', quant: perTensor(0.5) }) {
  const target = new IntegerGraph(SOURCE);
  target.draft.input('x', { ...tensorType('int8', [1, 2, 1, 3]), ...type });
  target.setInteger('x', 'x');
  keepOnCpu(SOURCE.node(node)!, target);
  const written = target.draft.nodes.map(({ op, inputs }) => `${op.name}(${inputs.join()})`);
  return { written, target, last: target.draft.nodes.at(-1)! };
}

it.each(['int8', 'int16'] as const)('reads a table of a function of one element of %s', (dtype) => {
  const { written, target, last } = kept('t', { dtype, quant: perTensor(0.5) });
  expect(written).toEqual(['HzLut(x,t_table)']);
  const { placement, origins } = SOURCE.node('t')!;
  expect(last).toMatchObject({ id: 't', op: HzLut, outputs: ['t'], placement, origins });
  expect(target.draft.typeOf('t')).toEqual(SOURCE.value('t').type);
  expect(toNumbers(target.draft.value('t_table').constant!)).toEqual([...floatTable(Math.tanh, 0.5, dtype)]);
  expect(target.requireFloat('t')).toBe('t');
});

it.each(['int8', 'int16'] as const)('reads a table of a Softmax of %s, for the length of its rows', (dtype) => {
  const { written, target, last } = kept('s', { dtype, quant: perTensor(0.5) });
  expect(written).toEqual(['HzSoftmax(x,s_table)']);
  expect(last).toMatchObject({ id: 's', op: HzSoftmax, attrs: { axis: -3 }, outputs: ['s'] });
  expect(toNumbers(target.draft.value('s_table').constant!)).toEqual([...softmaxTable(0.5, 2, dtype)]);
});

it.each([
  ['a', ['HzDequantize(x,x_dequantize_scale)', 'Add(x_float,x_float)']],
  ['c', ['HzDequantize(x,x_dequantize_scale)', 'Conv(x_float,k)']],
  ['r', ['HzDequantize(x,x_dequantize_scale)', 'Reshape(x_float)']],
  ['o', ['HzDequantize(x,x_dequantize_scale)', 'OnnxOp(,x_float)']],
])('gives floats to what has no table: %s', (node, expected) => {
  const { written, target } = kept(node);
  expect(written).toEqual(expected);
  expect(target.requireFloat(node)).toBe(node);
});

it('has no tables of accumulators, nor of what is not placed on the CPU', () => {
  const quant = { scale: Float32Array.of(0.5, 0.25), axis: 1 };
  expect(kept('t', { dtype: 'int32', quant }).written.at(-1)).toBe('Tanh(x_float)');
  expect(kept('b').written.at(-1)).toBe('Tanh(x_float)');
});

it('reads a float as it is', () => {
  const target = new IntegerGraph(SOURCE);
  target.draft.input('x', SOURCE.value('x').type);
  target.setFloat('x', 'x');
  keepOnCpu(SOURCE.node('t')!, target);
  expect(target.draft.nodes.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([[['x'], ['t']]]);
});
