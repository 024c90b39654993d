import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Ceil } from './Ceil';

describe('Ceil', () => {
  itIsUnary(Ceil, {}, [
    [1.5, 2],
    [-1.5, -1],
    [-0.5, -0],
    [0.5, 1],
    [3, 3],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('is whole, not below x and nearer than 1', () => {
    const f = scalarOf(Ceil);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: 1, max: 100000 }), (x) => {
        expect(Number.isInteger(f(x))).toBe(true);
        expect(f(x)).toBeGreaterThanOrEqual(Math.fround(x));
        expect(f(x) - Math.fround(x)).toBeLessThan(1);
      }),
    );
  });
});
