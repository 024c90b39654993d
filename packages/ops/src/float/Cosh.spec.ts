import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Cosh } from './Cosh';

describe('Cosh', () => {
  itIsUnary(Cosh, {}, [
    [0, 1],
    [1, 1.5430806348152437],
    [-2, 3.7621956910836314],
    [Infinity, Infinity],
    [-Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('is even and at least 1', () => {
    const f = scalarOf(Cosh);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -80, max: 80 }), (x) => {
        expect(f(-x)).toBe(f(x));
        expect(f(x)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
