import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Acos } from './Acos';

describe('Acos', () => {
  itIsUnary(Acos, {}, [
    [1, 0],
    [0, 1.5707963267948966],
    [-1, 3.141592653589793],
    [0.5, 1.0471975511965979],
    [1.5, NaN],
    [-2, NaN],
    [NaN, NaN],
  ]);

  it('is the complement of its mirror image', () => {
    const f = scalarOf(Acos);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -1, max: 1 }), (x) => {
        expect(f(x) + f(-x)).toBeCloseTo(Math.PI, 5);
      }),
    );
  });
});
