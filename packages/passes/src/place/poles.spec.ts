import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { keepsFrom, poleOf } from './poles';

const X = 'input x: float32[1x4]\ninput z: float32[1x4]\n';
const parsed = (lines: string) => parseGraph(`${X}${lines}\noutput y`, standardOps(), 'optimized');
const foreign = (opType: string, domain = '') =>
  `y = OnnxOp(x, z) {domain: "${domain}", opType: "${opType}", opset: 17, attributes: {}, ` +
  'outputTypes: [{dtype: "float32", shape: [1, 4]}]}';

/** The input that must keep away, where the function is smooth, and whether the result grows beside the pole. */
it.each([
  ['y = Reciprocal(x)', 0, '-∞..0 0..∞', true],
  ['y = Log(x)', 0, '0..∞', false],
  ['y = Sqrt(x)', 0, '0..∞', false],
  ['y = Div(x, z)', 1, '-∞..0 0..∞', true],
  ['y = Pow(x) {exponent: -1}', 0, '-∞..0 0..∞', true],
  ['y = Pow(x) {exponent: -0.5}', 0, '0..∞', true],
  ['y = Pow(x) {exponent: 0.5}', 0, '0..∞', false],
  [foreign('Acos'), 0, '-1..1', false],
  [foreign('Acosh'), 0, '1..∞', false],
  [foreign('Asin'), 0, '-1..1', false],
  [foreign('Atanh'), 0, '-1..1', true],
  [foreign('Div'), 1, '-∞..0 0..∞', true],
  [foreign('Mod'), 1, '-∞..0 0..∞', false],
  [foreign('Pow'), 0, '0..∞', true],
  [foreign('ReduceLogSum'), 0, '0..∞', false],
  [foreign('Tan'), 0, '-1.6..1.6', true],
])('%s has a pole', (line, input, smooth, unbounded) => {
  const pole = poleOf(parsed(`n: ${line}`).node('n')!);
  const end = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1)).replace('Infinity', '∞');
  const pieces = pole?.smooth.map(({ low, high }) => `${end(low)}..${end(high)}`).sort();
  expect([pole?.input, pieces?.join(' '), pole?.unbounded]).toEqual([input, smooth, unbounded]);
});

it.each([
  'y = Pow(x) {exponent: 2}',
  'y = Pow(x) {exponent: 1}',
  'y = Pow(x) {exponent: 0}',
  'y = Sigmoid(x)',
  'y = Mul(x, z)',
  foreign('Erf'),
  foreign('Div', 'com.other'),
])('%s has none', (line) => expect(poleOf(parsed(`n: ${line}`).node('n')!)).toBeUndefined());

/** Whether x, clipped to a range, keeps away from the pole of a function. */
it.each([
  ['Sqrt(c)', 1, 15, true],
  ['Sqrt(c)', 1, 16, false],
  ['Sqrt(c)', 1, 17, false],
  ['Sqrt(c)', 100, 1500, true],
  ['Sqrt(c)', 100, 1700, false],
  ['Sqrt(c)', -15, -1, false],
  ['Reciprocal(c)', -15, -1, true],
  ['Reciprocal(c)', -16, -1, false],
  ['Reciprocal(c)', -17, -1, false],
  ['Reciprocal(c)', -1, 1, false],
  ['Reciprocal(c)', 0, 1, false],
])('y = %s of %d to %d: %p', (call, low, high, keeps) => {
  const graph = parsed(`k: c = Clip(x) {min: ${low}, max: ${high}}\nn: y = ${call}`);
  expect(keepsFrom(poleOf(graph.node('n')!)!, graph, 'c')).toBe(keeps);
});
