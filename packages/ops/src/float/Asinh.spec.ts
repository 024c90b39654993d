import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Asinh } from './Asinh';

describe('Asinh', () => {
  itIsUnary(Asinh, {}, [
    [0, 0],
    [1, 0.881373587019543],
    [-3, -1.8184464592320668],
    [Infinity, Infinity],
    [-Infinity, -Infinity],
    [NaN, NaN],
  ]);

  it('undoes the hyperbolic sine', () => {
    const f = scalarOf(Asinh);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -8, max: 8 }), (x) => {
        expect(f(Math.sinh(x))).toBeCloseTo(x, 4);
      }),
    );
  });
});
