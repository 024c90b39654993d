import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { movedImages } from './moved-images';

const moved = (lines: readonly string[], images = ['x']) => {
  const text = ['input x: float32[1x4x4x3] NHWC', ...lines].join('\n');
  return [...movedImages(parseGraph(text, standardOps(), 'optimized') as Graph<'optimized'>, new Set(images))];
};

const TURN = 't: h = Transpose(x) {perm: [0, 3, 1, 2]}';
const CONV = 'const w: float32[2x3x1x1] = seed 1\nc: y = Conv(h, w) {kernel: [1, 1]} bpu id(0) int8/int8\noutput y';

it('follows what only moves an image, on either device and through several nodes', () => {
  expect(moved([`${TURN} cpu "so"`, CONV])).toEqual(['x', 'h']);
  expect(moved([`${TURN} bpu id(0) int8/int8`, CONV])).toEqual(['x', 'h']);
  const twice = 'r: r = Reshape(x) {shape: [1, 16, 1, 3]} cpu "so"\nt: h = Transpose(r) {perm: [0, 3, 1, 2]} cpu "so"';
  expect(moved([twice, CONV])).toEqual(['x', 'r', 'h']);
});

it('ends where elements change, are left out, or are wider, and at inputs that are no images', () => {
  expect(moved(['n: n = Neg(x) cpu "so"', TURN.replace('(x', '(n').concat(' cpu "so"'), CONV])).toEqual(['x']);
  expect(
    moved([
      's: s = Slice(x) {starts: [1], ends: [3], axes: [1]} cpu "so"',
      TURN.replace('(x', '(s').concat(' cpu "so"'),
      CONV,
    ]),
  ).toEqual(['x']);
  expect(moved([`${TURN} bpu id(0) int8/int16`, CONV.replace('int8/int8', 'int16/int8')])).toEqual(['x']);
  expect(moved([`${TURN} cpu "so"`, CONV], [])).toEqual([]);
});
