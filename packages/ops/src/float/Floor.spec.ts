import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Floor } from './Floor';

describe('Floor', () => {
  itIsUnary(Floor, {}, [
    [1.5, 1],
    [-1.5, -2],
    [-0.5, -1],
    [0.5, 0],
    [3, 3],
    [-Infinity, -Infinity],
    [NaN, NaN],
  ]);

  it('is whole, not above x and nearer than 1', () => {
    const f = scalarOf(Floor);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: 1, max: 100000 }), (x) => {
        expect(Number.isInteger(f(x))).toBe(true);
        expect(f(x)).toBeLessThanOrEqual(Math.fround(x));
        expect(Math.fround(x) - f(x)).toBeLessThan(1);
      }),
    );
  });
});
