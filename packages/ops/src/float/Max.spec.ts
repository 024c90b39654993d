import * as fc from 'fast-check';
import { float32 } from '@openbpu/tensor';
import { itQuantisesWithin } from '../support/binary-laws.fixture';
import { Max } from './Max';

describe('Max', () => {
  it('chooses element by element, broadcasting', () => {
    expect(Max.eval([float32([2, 1], [3, 4]), float32([2], [1, 5])], {})).toEqual([float32([2, 2], [3, 5, 4, 5])]);
  });

  it('keeps infinities and NaN', () => {
    expect(Max.eval([float32([3], [Infinity, -Infinity, NaN]), float32([3], [7, 7, 7])], {})).toEqual([
      float32([3], [Infinity, 7, NaN]),
    ]);
  });

  it('gives one of its operands, no smaller than the other', () => {
    const real = fc.float({ noNaN: true });
    fc.assert(
      fc.property(real, real, (a, b) => {
        const [y] = Max.eval([float32([], [a]), float32([], [b])], {})[0].data as Float32Array;
        expect([a, b]).toContainEqual(y);
        expect(y >= a && y >= b).toBe(true);
      }),
    );
  });

  // Half a step of rounding, and of a constant's own.
  itQuantisesWithin(Max, {}, (sa, sb, sy) => 0.51 + (0.51 * Math.max(sa, sb)) / sy);
});
