import fc from 'fast-check';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate } from '@openbpu/testkit';
import { expectDType, float32 } from '@openbpu/tensor';
import { provenRange } from './proven-range';

const HEAD = 'input x: float32[1x2x2x2] NCHW\nconst k: float32[2x1x1] = [-3, 0.25]\n';
const parsed = (nodes: string) => parseGraph(`${HEAD}${nodes}\noutput y`, standardOps(), 'original');

it.each([
  ['n: y = Relu(x)', [0, Infinity]],
  ['n: y = Clip(x) {min: -2, max: 3}', [-2, 3]],
  ['n: y = Sigmoid(x)', [0, 1]],
  ['n: y = Tanh(x)', [-1, 1]],
  ['n: y = Exp(x)', [0, Infinity]],
  ['n: y = Softplus(x)', [0, Infinity]],
  ['n: y = Softmax(x) {axis: 1}', [0, 1]],
  ['n: y = Abs(x)', [0, Infinity]],
  ['t: t = Tanh(x)\nn: y = Abs(t)', [0, 1]],
  ['t: t = Clip(x) {min: -3, max: -2}\nn: y = Abs(t)', [2, 3]],
  ['t: t = Clip(x) {min: 2, max: 3}\nn: y = Pow(t) {exponent: 2}', [4, 9]],
  ['n: y = Pow(x) {exponent: 3}', [-Infinity, Infinity]],
  ['n: y = Mul(x, x)', [0, Infinity]],
  ['t: t = Clip(x) {min: -2, max: 1}\nn: y = Mul(t, t)', [0, 4]],
  ['t: t = Clip(x) {min: -2, max: 1}\nn: y = Mul(t, k)', [-3, 6]],
  ['t: t = Relu(x)\nn: y = Mul(t, k)', [-Infinity, Infinity]],
  ['t: t = Sigmoid(x)\nn: y = Add(t, k)', [-3, 1.25]],
  ['t: t = Sigmoid(x)\nn: y = Sub(t, k)', [-0.25, 4]],
  ['t: t = Sigmoid(x)\nn: y = Sub(k, t) {max: -1}', [-4, -1]],
  ['t: t = Sigmoid(x)\nn: y = Max(x, t)', [0, Infinity]],
  ['t: t = Sigmoid(x)\nn: y = Min(x, t)', [-Infinity, 1]],
  ['t: t = Relu(x)\nn: y = Sqrt(t)', [0, Infinity]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = Sqrt(t)', [1, 2]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = ReduceMean(t) {axes: [1]}', [1, 4]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = AveragePool(t) {kernel: [1, 1]}', [0, 4]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = Pad(t) {pads: [0, 0, 1, 0, 0, 0, 0, 0], value: 9}', [1, 9]],
  ['t: t = Sigmoid(x)\nu: u = Clip(x) {min: 2, max: 3}\nn: y = Concat(t, u) {axis: 1}', [0, 3]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = ReduceSum(t) {axes: [1]}', [1, Infinity]],
  ['t: t = Clip(x) {min: -4, max: -1}\nn: y = ReduceSum(t) {axes: [1]}', [-Infinity, -1]],
  ['t: t = Clip(x) {min: 0, max: 4}\nn: y = ReduceSum(t) {axes: [1]}', [0, Infinity]],
  ['t: t = Clip(x) {min: -4, max: 0}\nn: y = ReduceSum(t) {axes: [1]}', [-Infinity, 0]],
  ['t: t = Clip(x) {min: -4, max: 1}\nn: y = ReduceSum(t) {axes: [1]}', [-Infinity, Infinity]],
  ['n: y = Sin(x)', [-Infinity, Infinity]],
  ['n: y = Softsign(x)', [-Infinity, Infinity]],
  ['t: t = Clip(x) {min: -4, max: -1}\nn: y = AveragePool(t) {kernel: [1, 1]}', [-4, 0]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = Pad(t) {pads: [0, 0, 1, 0, 0, 0, 0, 0], mode: "edge", value: 9}', [1, 4]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = Pad(t) {pads: [0, 0, 1, 0, 0, 0, 0, 0]}', [0, 4]],
  ['t: t = Clip(x) {min: -1, max: 4}\nn: y = Sqrt(t)', [0, 2]],
  ['t: t = Clip(x) {min: 1, max: 4}\nn: y = Pow(t) {exponent: -2}', [-Infinity, Infinity]],
  ['t: t = Clip(x) {min: -3, max: -2}\nn: y = Pow(t) {exponent: 2}', [4, 9]],
  ['t: t = Clip(x) {min: -3, max: -2}\nn: y = Mul(t, t)', [4, 9]],
  ['t: t = Clip(x) {min: 0, max: 2}\nn: y = Abs(t)', [0, 2]],
  ['t: t = Clip(x) {min: -2, max: 0}\nn: y = Abs(t)', [0, 2]],
  ['t: t = Clip(x) {min: 1, max: 4}\nu: u = Clip(x) {min: 2, max: 3}\nn: y = Max(t, u)', [2, 4]],
  ['t: t = Clip(x) {min: 2, max: 3}\nu: u = Clip(x) {min: 1, max: 4}\nn: y = Max(t, u)', [2, 4]],
  ['t: t = Clip(x) {min: 1, max: 4}\nu: u = Clip(x) {min: 2, max: 3}\nn: y = Min(t, u)', [1, 3]],
  ['t: t = Clip(x) {min: 2, max: 3}\nu: u = Clip(x) {min: 1, max: 4}\nn: y = Min(t, u)', [1, 3]],
  ['t: t = Sigmoid(x)\nn: y = Add(t, k) {min: -2, max: 1}', [-2, 1]],
  ['t: t = Sigmoid(x)\nn: y = Sub(t, k) {min: 1, max: 3}', [1, 3]],
  ['t: t = Clip(x) {min: -2, max: 1}\nn: y = Mul(t, k) {min: -1, max: 5}', [-1, 5]],
  ['t: t = Clip(x) {min: -2, max: 1}\nu: u = Clip(x) {min: -5, max: 3}\nn: y = Mul(t, u)', [-6, 10]],
  ['const w: float32[2x2x1x1] = seed 1\nn: y = Conv(x, w) {kernel: [1, 1], min: 0, max: 6}', [0, 6]],
  ['const w: float32[2x2x1x1] = seed 1\nn: y = ConvTranspose(x, w) {kernel: [1, 1], min: -1}', [-1, Infinity]],
  ['const b: float32[2x1x1] = [0, NaN]\nn: y = Min(x, b)', [-Infinity, Infinity]],
])('%s', (nodes, [low, high]) => {
  const graph = parsed(nodes);
  expect(provenRange(graph, 'y')).toEqual({ low, high });
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: 8, maxLength: 8 }), (data) => {
      const y = evaluate(graph, new Map([['x', float32([1, 2, 2, 2], data)]])).get('y')!;
      for (const value of expectDType(y, 'float32').data)
        expect(Number.isNaN(value) || (value >= low - 1e-6 && value <= high + 1e-6)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

it('takes constants as they are, and proves nothing of what is no real', () => {
  const graph = parsed('const i: int64[2] = [1, 2]\nn: y = Relu(x)');
  expect(provenRange(graph, 'k')).toEqual({ low: -3, high: 0.25 });
  for (const id of ['i', 'x']) expect(provenRange(graph, id)).toEqual({ low: -Infinity, high: Infinity });
});
