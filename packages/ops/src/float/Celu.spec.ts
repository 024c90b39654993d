import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Celu } from './Celu';

describe('Celu', () => {
  itIsUnary(Celu, { alpha: 2 }, [
    [0, 0],
    [3, 3],
    [-1, -0.7869386805747332],
    [-Infinity, -2],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('does not fall below -alpha and is x above 0', () => {
    const f = scalarOf(Celu, { alpha: 2 });
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -50, max: 50 }), (x) => {
        expect(f(x)).toBeGreaterThanOrEqual(-2);
        if (x >= 0) expect(f(x)).toBe(Math.fround(x));
      }),
    );
  });
});
