import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Sinh } from './Sinh';

describe('Sinh', () => {
  itIsUnary(Sinh, {}, [
    [0, 0],
    [1, 1.1752011936438014],
    [-2, -3.626860407847019],
    [Infinity, Infinity],
    [-Infinity, -Infinity],
    [NaN, NaN],
  ]);

  it('is odd', () => {
    const f = scalarOf(Sinh);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -80, max: 80 }), (x) => {
        expect(f(-x)).toBe(-f(x));
      }),
    );
  });
});
