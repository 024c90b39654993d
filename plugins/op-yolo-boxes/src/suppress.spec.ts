import type { Box } from './decode-boxes';
import { overlap, suppress } from './suppress';

const box = (left: number, score: number, change: Partial<Box> = {}): Box => ({
  left,
  top: 0,
  right: left + 10,
  bottom: 10,
  score,
  class: 0,
  ...change,
});

it('measures overlap', () => {
  expect(overlap(box(0, 1), box(0, 1))).toBe(1);
  expect(overlap(box(0, 1), box(5, 1))).toBeCloseTo(1 / 3);
  expect(overlap(box(0, 1), box(10, 1))).toBe(0);
  expect(overlap(box(0, 1), box(0, 1, { top: 20, bottom: 30 }))).toBe(0);
  expect(overlap(box(0, 1, { right: 0 }), box(0, 1, { right: 0 }))).toBe(0);
});

it('keeps the best of those that overlap', () => {
  const [weak, best, apart] = [box(1, 0.5), box(0, 0.9), box(100, 0.1)];
  expect(suppress([weak, best, apart], 0.45, 10)).toEqual([best, apart]);
  expect(suppress([weak, best, apart], 0.9, 10)).toEqual([best, weak, apart]);
  expect(suppress([weak, best, apart], 0.45, 1)).toEqual([best]);
  expect(suppress([], 0.5, 10)).toEqual([]);
});

it('keeps those of other classes, the first of equal ones, and those at the very limit', () => {
  expect(suppress([box(0, 0.9), box(0, 0.8, { class: 1 })], 0.45, 10)).toHaveLength(2);
  const [first, second] = [box(0, 0.5), box(1, 0.5)];
  expect(suppress([first, second], 0.1, 10)).toEqual([first]);
  expect(suppress([box(0, 1), box(0, 0.5)], 1, 10)).toHaveLength(2);
});
