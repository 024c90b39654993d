import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Log } from './Log';

describe('Log', () => {
  itIsUnary(Log, {}, [
    [1, 0],
    [2, 0.6931471805599453],
    [0.5, -0.6931471805599453],
    [0, -Infinity],
    [-1, NaN],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('turns products into sums', () => {
    const f = scalarOf(Log);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (x, y) => {
        expect(f(x * y)).toBeCloseTo(f(x) + f(y), 4);
      }),
    );
  });
});
