import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { judgedOutputs } from './judged-outputs';

const of = (text: string) =>
  judgedOutputs(parseGraph(`input x: float32[1x4x1x1] NCHW\n${text}`, standardOps(), 'optimized'));

it.each([
  ['r: y = Relu(x)\noutput y', ['y']],
  ['r: r = Relu(x)\ns: y = Softmax(r) {axis: 1}\noutput y', ['r']],
  ['r: r = Relu(x)\ns: s = Softmax(r) {axis: 1}\nf: y = Reshape(s) {shape: [1, 4]}\noutput y\noutput r', ['r']],
  ['f: y = Reshape(x) {shape: [1, 4]}\noutput y', ['y']],
  ['s: s = Softmax(x) {axis: 1}\na: y = Add(s, x)\noutput y', ['y']],
])('%s', (text, wanted) => {
  expect(of(text)).toEqual(wanted);
});
