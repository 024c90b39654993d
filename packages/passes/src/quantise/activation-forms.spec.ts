import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { activationForms } from './activation-forms';

const HEAD = `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
const v: float32[3x1x3x3] = seed 2
const u: float32[4x3x1x1] = seed 3
`;
const CONV = 'c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8\n';
const RELU6 = 'c: c = Conv(x, w) {kernel: [1, 1], min: 0, max: 6} bpu id(0) int8/int8\n';
const DEPTHWISE = 'd: d = Conv(c, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8\n';
const POINTWISE = 'e: e = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\n';
const SWISH = 's: s = Swish(c) bpu id(0) int8/int8\n';

const forms = (...lines: string[]) =>
  Object.fromEntries(activationForms(parseGraph(`${HEAD}${lines.join('')}`, standardOps(), 'optimized')));

it('frees the channels before a depthwise convolution; all of them pad with one zero', () => {
  expect(forms(CONV, DEPTHWISE, 'output d')).toEqual({ c: { most: Infinity, channels: 'free', zero: 'tensor' } });
  expect(forms(RELU6, DEPTHWISE, 'output d')).toEqual({ c: { most: 6, channels: 'free', zero: 'tensor' } });
});

it('lets weights take in the scales where a convolution sums over channels', () => {
  expect(forms(CONV, POINTWISE, 'output e')).toEqual({ c: { most: Infinity, channels: 'weights', zero: 'tensor' } });
  expect(forms(CONV, POINTWISE, DEPTHWISE, 'output e\noutput d').c).toMatchObject({ channels: 'weights' });
});

it('does not where two nodes read the weights', () => {
  expect(
    forms(CONV, POINTWISE, 'f: f = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\n', 'output e\noutput f').c,
  ).toEqual({ most: Infinity, zero: 'tensor' });
});

it('frees channels and zeros before a table, and behind it', () => {
  expect(forms(CONV, SWISH, DEPTHWISE.replace('(c', '(s'), 'output d')).toEqual({
    c: { most: Infinity, channels: 'free', zero: 'channels' },
    s: { most: Infinity, channels: 'free', zero: 'tensor' },
  });
});

it.each([
  ['an output', [CONV, DEPTHWISE, 'output c\noutput d']],
  ['what a CPU node reads', [CONV, DEPTHWISE, 'm: e = MatMul(c, c) cpu "no"\noutput d\noutput e']],
  ['what an Add reads', [CONV, DEPTHWISE, 'a: e = Add(c, c) bpu id(0) int8/int8\noutput d\noutput e']],
  ['what a CPU node writes', [CONV.replace('bpu id(0) int8/int8', 'cpu "no"'), DEPTHWISE, 'output d']],
])('gives no freedom to %s', (_, lines) => {
  expect(forms(...lines).c).toBeUndefined();
});

it('frees the zero of an activation with a lower bound other than 0, but not its channels', () => {
  expect(forms(CONV.replace('[1, 1]', '[1, 1], min: -1'), DEPTHWISE, 'output d')).toEqual({
    c: { most: 0, zero: 'tensor' },
  });
});
