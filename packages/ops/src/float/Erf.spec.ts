import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Erf } from './Erf';

describe('Erf', () => {
  itIsUnary(Erf, {}, [
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [-1, -0.8427007929497149],
    [1e-8, 1.1283791670955126e-8],
    [Infinity, 1],
    [-Infinity, -1],
    [NaN, NaN],
  ]);

  it('is odd and inside -1 to 1', () => {
    const f = scalarOf(Erf);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(-x)).toBe(-f(x));
        expect(Math.abs(f(x))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
