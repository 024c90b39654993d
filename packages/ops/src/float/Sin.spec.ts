import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Sin } from './Sin';

describe('Sin', () => {
  itIsUnary(Sin, {}, [
    [0, 0],
    [Math.PI / 6, 0.5],
    [-Math.PI / 2, -1],
    [1, 0.8414709848078965],
    [Infinity, NaN],
    [NaN, NaN],
  ]);

  it('is odd and inside -1 to 1', () => {
    const f = scalarOf(Sin);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(-x)).toBe(-f(x));
        expect(Math.abs(f(x))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
