import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Abs } from './Abs';

describe('Abs', () => {
  itIsUnary(Abs, {}, [
    [-3.5, 3.5],
    [3.5, 3.5],
    [-0, 0],
    [-Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('is even and never negative', () => {
    const f = scalarOf(Abs);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(x)).toBe(f(-x));
        expect(f(x)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
