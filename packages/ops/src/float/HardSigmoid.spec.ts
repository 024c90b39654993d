import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { HardSigmoid } from './HardSigmoid';

describe('HardSigmoid', () => {
  itIsUnary(HardSigmoid, {}, [
    [0, 0.5],
    [1, 0.7],
    [-2.5, 0],
    [2.5, 1],
    [100, 1],
    [-Infinity, 0],
    [Infinity, 1],
    [NaN, NaN],
  ]);

  it('lies between 0 and 1 and mirrors at one half', () => {
    const f = scalarOf(HardSigmoid);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(x)).toBeGreaterThanOrEqual(0);
        expect(f(x) + f(-x)).toBeCloseTo(1, 6);
      }),
    );
  });
});
