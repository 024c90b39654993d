import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Atan } from './Atan';

describe('Atan', () => {
  itIsUnary(Atan, {}, [
    [0, 0],
    [1, 0.7853981633974483],
    [-2, -1.1071487177940904],
    [NaN, NaN],
  ]);

  it('stays within a right angle and is odd', () => {
    const f = scalarOf(Atan);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -1000000.0, max: 1000000.0 }), (x) => {
        expect(Math.abs(f(x))).toBeLessThan(1.5708);
        expect(f(-x)).toBe(-f(x));
      }),
    );
  });
});
