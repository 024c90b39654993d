import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Tanh } from './Tanh';

describe('Tanh', () => {
  itIsUnary(Tanh, {}, [
    [0, 0],
    [1, 0.7615941559557649],
    [-2, -0.9640275800758169],
    [Infinity, 1],
    [-Infinity, -1],
    [NaN, NaN],
  ]);

  it('is odd and inside -1 to 1', () => {
    const f = scalarOf(Tanh);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(-x)).toBe(-f(x));
        expect(Math.abs(f(x))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
