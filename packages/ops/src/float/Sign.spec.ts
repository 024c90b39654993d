import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Sign } from './Sign';

describe('Sign', () => {
  itIsUnary(Sign, {}, [
    [0, 0],
    [3, 1],
    [-0.001, -1],
    [Infinity, 1],
    [-Infinity, -1],
  ]);

  it('times the magnitude is x', () => {
    const f = scalarOf(Sign);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -1000000.0, max: 1000000.0 }), (x) => {
        expect(f(x) * Math.abs(Math.fround(x))).toBe(Math.fround(x));
      }),
    );
  });
});
