import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Asin } from './Asin';

describe('Asin', () => {
  itIsUnary(Asin, {}, [
    [0, 0],
    [1, 1.5707963267948966],
    [-1, -1.5707963267948966],
    [0.5, 0.5235987755982989],
    [1.5, NaN],
    [NaN, NaN],
  ]);

  it('is odd and rises', () => {
    const f = scalarOf(Asin);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -1, max: 1 }), (x) => {
        expect(f(-x)).toBe(-f(x) + 0);
        expect(f(x) * x).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
