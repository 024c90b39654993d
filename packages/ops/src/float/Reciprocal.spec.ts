import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Reciprocal } from './Reciprocal';

describe('Reciprocal', () => {
  itIsUnary(Reciprocal, {}, [
    [2, 0.5],
    [-4, -0.25],
    [3, 0.3333333432674407958984375],
    [0, Infinity],
    [-0, -Infinity],
    [Infinity, 0],
    [NaN, NaN],
  ]);

  it('undoes itself on powers of two', () => {
    const f = scalarOf(Reciprocal);
    fc.assert(
      fc.property(fc.integer({ min: -120, max: 120 }), (k) => {
        expect(f(2 ** k)).toBe(2 ** -k);
      }),
    );
  });
});
