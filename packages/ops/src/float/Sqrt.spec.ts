import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Sqrt } from './Sqrt';

describe('Sqrt', () => {
  itIsUnary(Sqrt, {}, [
    [0, 0],
    [4, 2],
    [2, 1.41421353816986083984375],
    [-1, NaN],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('is exact on squares', () => {
    const f = scalarOf(Sqrt);
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), (x) => {
        expect(f(x * x)).toBe(Math.abs(x));
      }),
    );
  });
});
