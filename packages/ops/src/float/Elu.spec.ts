import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Elu } from './Elu';

describe('Elu', () => {
  itIsUnary(Elu, { alpha: 2 }, [
    [0, 0],
    [3, 3],
    [-1, -1.2642411176571153],
    [-20, -1.9999999958776926],
    [-1e-7, -1.9999999e-7],
    [-Infinity, -2],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('does not fall below -alpha and is x above 0', () => {
    const f = scalarOf(Elu, { alpha: 2 });
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(x)).toBeGreaterThanOrEqual(-2);
        if (x >= 0) expect(f(x)).toBe(Math.fround(x));
      }),
    );
  });
});
