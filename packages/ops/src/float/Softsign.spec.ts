import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Softsign } from './Softsign';

describe('Softsign', () => {
  itIsUnary(Softsign, {}, [
    [0, 0],
    [1, 0.5],
    [-3, -0.75],
    [1e30, 1],
    [NaN, NaN],
  ]);

  it('stays within 1 and is odd', () => {
    const f = scalarOf(Softsign);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -1000000.0, max: 1000000.0 }), (x) => {
        expect(Math.abs(f(x))).toBeLessThanOrEqual(1);
        expect(f(-x)).toBe(-f(x));
      }),
    );
  });
});
