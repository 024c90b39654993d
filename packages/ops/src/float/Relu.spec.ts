import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Relu } from './Relu';

describe('Relu', () => {
  itIsUnary(Relu, {}, [
    [-1, 0],
    [-0.0, 0],
    [0, 0],
    [2.5, 2.5],
    [-Infinity, 0],
    [Infinity, Infinity],
    [1e-45, 1e-45],
  ]);

  it('is never negative, and idempotent', () => {
    const f = scalarOf(Relu);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(x)).toBeGreaterThanOrEqual(0);
        expect(f(f(x))).toBe(f(x));
        expect(f(x) - f(-x)).toBe(Math.fround(x) + 0);
      }),
    );
  });
});
