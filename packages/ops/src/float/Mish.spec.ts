import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Mish } from './Mish';

describe('Mish', () => {
  itIsUnary(Mish, {}, [
    [0, 0],
    [1, 0.8650983882673103],
    [-1, -0.30340146137410895],
    [-5, -0.033576237730161704],
    [3, 2.9865350049679575],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('does not fall below -0.309', () => {
    const f = scalarOf(Mish);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -50, max: 50 }), (x) => {
        expect(f(x)).toBeGreaterThan(-0.309);
        expect(f(x)).toBeLessThanOrEqual(Math.max(0, Math.fround(x)));
      }),
    );
  });
});
