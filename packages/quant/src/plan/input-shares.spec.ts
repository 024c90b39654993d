import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { inputShares } from './input-shares';

const shares = (channels: number, ...lines: string[]) =>
  Array.from(
    inputShares(
      parseGraph([`input x: float32[1x${channels}x4x4] NCHW`, ...lines].join('\n'), standardOps(), 'optimized'),
      'x',
      channels,
    ),
  );

it('is the largest weight of a channel in any sum, the largest of that sum being 1', () => {
  expect(
    shares(2, 'const w: float32[2x2x1x1] = [4, -1, 1, 8]', 'c: y = Conv(x, w) {kernel: [1, 1]}', 'output y'),
  ).toEqual([1, 1]);
  expect(
    shares(3, 'const w: float32[2x3x1x1] = [4, -1, 0, -8, 4, 0]', 'c: y = Conv(x, w) {kernel: [1, 1]}', 'output y'),
  ).toEqual([1, 0.5, 0]);
});

it('looks at the whole window', () => {
  expect(
    shares(2, 'const w: float32[1x2x1x2] = [0, 1, -4, 0]', 'c: y = Conv(x, w) {kernel: [1, 2]}', 'output y'),
  ).toEqual([0.25, 1]);
  expect(
    shares(
      2,
      'const w: float32[2x2x1x2] = [0, 8, -4, 0, 1, 0, 0, 10]',
      'c: y = Conv(x, w) {kernel: [1, 2]}',
      'output y',
    ),
  ).toEqual([1, 1]);
  expect(
    shares(
      2,
      'const w: float32[2x2x1x2] = [0, 8, -4, 0, 5, 10, 1, 2]',
      'c: y = Conv(x, w) {kernel: [1, 2]}',
      'output y',
    ),
  ).toEqual([1, 0.5]);
});

it('knows which channels a group sums over', () => {
  expect(
    shares(
      4,
      'const w: float32[4x2x1x1] = [1, 0.5, 1, 0.25, 2, 8, 1, 8]',
      'c: y = Conv(x, w) {kernel: [1, 1], group: 2}',
      'output y',
    ),
  ).toEqual([1, 0.5, 0.25, 1]);
});

it('takes the largest of all readers; those that sum over no channels have no say', () => {
  const two = [
    'const w: float32[1x2x1x1] = [1, 0.25]',
    'const v: float32[1x2x1x1] = [0.5, 1]',
    'a: a = Conv(x, w) {kernel: [1, 1]}',
    'output a',
  ];
  expect(shares(2, ...two, 'b: b = Conv(x, v) {kernel: [1, 1]}', 'output b')).toEqual([1, 1]);
  expect(
    shares(
      2,
      ...two,
      'const d: float32[2x1x1x1] = [1, 9]',
      'b: b = Conv(x, d) {kernel: [1, 1], group: 2}',
      'r: r = Relu(x)',
      'output b',
      'output r',
    ),
  ).toEqual([1, 0.25]);
});

it('is 1 where nobody sums over channels, or with zeros only', () => {
  expect(
    shares(2, 'const d: float32[2x1x1x1] = [1, 9]', 'b: b = Conv(x, d) {kernel: [1, 1], group: 2}', 'output b'),
  ).toEqual([1, 1]);
  expect(shares(2, 'const w: float32[1x2x1x1] = [0, 0]', 'b: b = Conv(x, w) {kernel: [1, 1]}', 'output b')).toEqual([
    1, 1,
  ]);
  expect(
    shares(2, 'const w: float32[2x2x1x1] = [0, 0, 0, 3]', 'b: b = Conv(x, w) {kernel: [1, 1]}', 'output b'),
  ).toEqual([0, 1]);
});
