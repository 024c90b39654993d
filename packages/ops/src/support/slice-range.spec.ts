import * as fc from 'fast-check';
import { sliceRange } from './slice-range';

const taken = (size: number, start: number, end: number, step: number) => {
  const range = sliceRange(size, start, end, step);
  return Array.from({ length: range.count }, (_, i) => range.start + i * range.step);
};

describe('sliceRange', () => {
  it.each([
    [5, 0, 5, 1, [0, 1, 2, 3, 4]],
    [5, 1, 4, 2, [1, 3]],
    [5, -3, -1, 1, [2, 3]],
    [5, 3, 99, 1, [3, 4]],
    [5, -99, 2, 1, [0, 1]],
    [5, 4, 1, 1, []],
    [5, 4, 0, -1, [4, 3, 2, 1]],
    [5, 99, -99, -1, [4, 3, 2, 1, 0]],
    [5, -1, -99, -2, [4, 2, 0]],
    [5, 1, 4, -1, []],
    [0, 0, 9, 1, []],
    [0, 9, -9, -1, []],
  ])('of %p, from %p to %p by %p', (size, start, end, step, wanted) => {
    expect(taken(size, start, end, step)).toEqual(wanted);
  });

  it('takes what Array.slice takes, whatever the bounds', () => {
    const bound = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(fc.nat(10), bound, bound, (size, start, end) => {
        expect(taken(size, start, end, 1)).toEqual(Array.from({ length: size }, (_, i) => i).slice(start, end));
      }),
    );
  });

  it('stays on the tensor for any step', () => {
    const bound = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(
        fc.nat(10),
        bound,
        bound,
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (size, start, end, step, back) => {
          for (const at of taken(size, start, end, back ? -step : step)) expect(at >= 0 && at < size).toBe(true);
        },
      ),
    );
  });
});
