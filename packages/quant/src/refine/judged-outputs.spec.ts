import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { judgedOutputs } from './judged-outputs';

const of = (text: string) =>
  judgedOutputs(parseGraph(`input x: float32[1x4x1x1] NCHW\n${text}`, standardOps(), 'optimized'));

const argMax = (y: string, x: string) =>
  `m: ${y} = OnnxOp(${x}) {opType: "ArgMax", opset: 17, outputTypes: [{dtype: "int64", shape: [1, 1]}]}`;
const equal = (y: string, a: string, b: string) =>
  `e: ${y} = OnnxOp(${a}, ${b}) {opType: "Equal", opset: 17, outputTypes: [{dtype: "bool", shape: [1, 1]}]}`;

it.each([
  ['r: y = Relu(x)\noutput y', ['y']],
  ['r: r = Relu(x)\ns: y = Softmax(r) {axis: 1}\noutput y', ['r']],
  ['r: r = Relu(x)\ns: s = Softmax(r) {axis: 1}\nf: y = Reshape(s) {shape: [1, 4]}\noutput y\noutput r', ['r']],
  ['s: s = Softmax(x) {axis: 1}\nk: y = Concat(s, x) {axis: 1}\noutput y', ['y']],
  ['f: y = Reshape(x) {shape: [1, 4]}\noutput y', ['y']],
  ['s: s = Softmax(x) {axis: 1}\na: y = Add(s, x)\noutput y', ['y']],
  [`r: r = Relu(x)\n${argMax('y', 'r')}\noutput y\noutput r`, ['r']],
  [`r: r = Relu(x)\ns: s = Softmax(r) {axis: 1}\n${argMax('y', 's')}\noutput y`, ['r']],
  [`const k: float32[1] = [2]\nr: r = Relu(x)\n${equal('y', 'r', 'k')}\noutput y`, ['r']],
  [`r: r = Relu(x)\n${equal('y', 'r', '_')}\noutput y`, ['r']],
  [`input id: int64[1x1]\nr: r = Relu(x)\n${argMax('c', 'r')}\n${equal('y', 'c', 'id')}\noutput y\noutput id`, ['r']],
])('%s', (text, wanted) => {
  expect(of(text)).toEqual(wanted);
});
