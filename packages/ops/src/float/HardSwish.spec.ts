import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { HardSwish } from './HardSwish';

describe('HardSwish', () => {
  itIsUnary(HardSwish, {}, [
    [0, 0],
    [-3, 0],
    [3, 3],
    [1, 2 / 3],
    [-1, -1 / 3],
    [-100, 0],
    [100, 100],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('is 0 below -3 and x above 3', () => {
    const f = scalarOf(HardSwish);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: 0, max: 1000 }), (x) => {
        expect(f(-3 - x) + 0).toBe(0);
        expect(f(3 + x)).toBe(Math.fround(3 + x));
      }),
    );
  });
});
