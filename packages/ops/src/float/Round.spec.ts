import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Round } from './Round';

describe('Round', () => {
  itIsUnary(Round, {}, [
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-2.5, -2],
    [-3.5, -4],
    [2.4, 2],
    [2.6, 3],
    [8388609, 8388609],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('is whole and at most a half away', () => {
    const f = scalarOf(Round);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(Number.isInteger(f(x))).toBe(true);
        expect(Math.abs(f(x) - Math.fround(x))).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
