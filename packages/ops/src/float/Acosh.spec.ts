import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Acosh } from './Acosh';

describe('Acosh', () => {
  itIsUnary(Acosh, {}, [
    [1, 0],
    [2, 1.3169578969248166],
    [100, 5.298292365610484],
    [0.5, NaN],
    [-1, NaN],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('undoes the hyperbolic cosine', () => {
    const f = scalarOf(Acosh);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -8, max: 8 }), (x) => {
        expect(f(Math.cosh(x))).toBeCloseTo(Math.abs(x), 2);
      }),
    );
  });
});
