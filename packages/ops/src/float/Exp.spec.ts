import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Exp } from './Exp';

describe('Exp', () => {
  itIsUnary(Exp, {}, [
    [0, 1],
    [1, 2.718281828459045],
    [-10, 4.5399929762484854e-5],
    [100, Infinity],
    [-Infinity, 0],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('turns sums into products', () => {
    const f = scalarOf(Exp);
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (x, y) => {
        const ratio = f(x + y) / (f(x) * f(y));
        expect(ratio).toBeCloseTo(1, 4);
      }),
    );
  });
});
