import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Atanh } from './Atanh';

describe('Atanh', () => {
  itIsUnary(Atanh, {}, [
    [0, 0],
    [0.5, 0.5493061443340548],
    [-0.75, -0.9729550745276566],
    [1, Infinity],
    [-1, -Infinity],
    [1.5, NaN],
    [NaN, NaN],
  ]);

  it('undoes the hyperbolic tangent', () => {
    const f = scalarOf(Atanh);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -3, max: 3 }), (x) => {
        expect(f(Math.tanh(x))).toBeCloseTo(x, 2);
      }),
    );
  });
});
