import * as fc from 'fast-check';
import { float32 } from '@openbpu/tensor';
import { itQuantisesWithin } from '../support/binary-laws.fixture';
import { Min } from './Min';

describe('Min', () => {
  it('chooses element by element, broadcasting', () => {
    expect(Min.eval([float32([2, 1], [1, 4]), float32([2], [3, 5])], {})).toEqual([float32([2, 2], [1, 1, 3, 4])]);
  });

  it('keeps infinities and NaN', () => {
    expect(Min.eval([float32([3], [Infinity, -Infinity, NaN]), float32([3], [-7, -7, -7])], {})).toEqual([
      float32([3], [-7, -Infinity, NaN]),
    ]);
  });

  it('gives one of its operands, no larger than the other', () => {
    const real = fc.float({ noNaN: true });
    fc.assert(
      fc.property(real, real, (a, b) => {
        const [y] = Min.eval([float32([], [a]), float32([], [b])], {})[0].data as Float32Array;
        expect([a, b]).toContainEqual(y);
        expect(y <= a && y <= b).toBe(true);
      }),
    );
  });

  // Half a step of rounding, and of a constant's own.
  itQuantisesWithin(Min, {}, (sa, sb, sy) => 0.51 + (0.51 * Math.max(sa, sb)) / sy);
});
