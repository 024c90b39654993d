import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Cos } from './Cos';

describe('Cos', () => {
  itIsUnary(Cos, {}, [
    [0, 1],
    [Math.PI / 3, 0.5],
    [Math.PI, -1],
    [1, 0.5403023058681398],
    [Infinity, NaN],
    [NaN, NaN],
  ]);

  it('is even and inside -1 to 1', () => {
    const f = scalarOf(Cos);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(-x)).toBe(f(x));
        expect(Math.abs(f(x))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
