import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Swish } from './Swish';

describe('Swish', () => {
  itIsUnary(Swish, {}, [
    [0, 0],
    [1, 0.7310585786300049],
    [-1, -0.2689414213699951],
    [-10, -0.00045397868702434395],
    [100, 100],
    [-1000, -0],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('f(x) - f(-x) is x', () => {
    const f = scalarOf(Swish);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(x) - f(-x)).toBeCloseTo(x, 4);
      }),
    );
  });
});
