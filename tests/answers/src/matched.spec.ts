import type { FoundBox } from './box';
import { matched } from './matched';
import { ratioOf } from './share';

const at = (left: number, right: number, score = 1, label = 0): FoundBox => ({
  left,
  right,
  top: 0,
  bottom: 1,
  score,
  label,
});

it('counts both sides, as F1 does: 2 right of 3 found and 4 wanted', () => {
  const wanted = [at(0, 1), at(2, 3), at(4, 5), at(6, 7)];
  const share = matched([at(0, 1), at(2, 3), at(20, 21)], wanted);
  expect(share).toEqual({ right: 4, of: 7 });
  const [precision, recall] = [2 / 3, 2 / 4];
  expect(ratioOf([share])).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
});

it('wants half in common, and the label', () => {
  expect(matched([at(0, 2)], [at(0, 1)]).right).toBe(2);
  expect(matched([at(0, 2.01)], [at(0, 1)]).right).toBe(0);
  expect(matched([at(0, 1, 1, 1)], [at(0, 1)]).right).toBe(0);
});

it('gives a box to one alone', () => expect(matched([at(0, 1), at(0, 1)], [at(0, 1)])).toEqual({ right: 2, of: 3 }));

it('lets the surest choose first, whatever their order', () => {
  // The sure one takes what the other would need; the other then has nothing of half in common.
  const [unsure, sure] = [at(0, 10, 0.4), at(1, 11, 0.9)];
  const wanted = [at(0.9, 10.9), at(8, 18)];
  for (const found of [
    [unsure, sure],
    [sure, unsure],
  ])
    expect(matched(found, wanted)).toEqual({ right: 2, of: 4 });
});

it('takes what it overlaps most', () => {
  const wanted = [at(0, 8), at(1, 10)];
  expect(matched([at(0, 10, 0.9), at(0, 8, 0.8)], wanted)).toEqual({ right: 4, of: 4 });
});

it('takes the first of two that it overlaps alike, also by just a half', () => {
  const [first, second] = [at(0, 1), at(1, 2)];
  expect(matched([at(0, 2, 0.9), at(1, 2, 0.5)], [first, second]).right).toBe(4);
  expect(matched([at(0, 2, 0.9), at(0, 1, 0.5)], [first, second]).right).toBe(2);
});

it('has nothing right of nothing', () => {
  expect(matched([], [])).toEqual({ right: 0, of: 0 });
  expect(matched([], [at(0, 1)])).toEqual({ right: 0, of: 1 });
  expect(matched([at(0, 1)], [])).toEqual({ right: 0, of: 1 });
});
