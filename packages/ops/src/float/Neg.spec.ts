import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Neg } from './Neg';

describe('Neg', () => {
  itIsUnary(Neg, {}, [
    [-3.5, 3.5],
    [1, -1],
    [0, -0],
    [-Infinity, Infinity],
    [Infinity, -Infinity],
    [NaN, NaN],
  ]);

  it('undoes itself', () => {
    const f = scalarOf(Neg);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(f(x))).toBe(Math.fround(x));
      }),
    );
  });
});
