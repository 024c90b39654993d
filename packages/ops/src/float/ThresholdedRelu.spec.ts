import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { ThresholdedRelu } from './ThresholdedRelu';

describe('ThresholdedRelu', () => {
  itIsUnary(ThresholdedRelu, { alpha: 0.5 }, [
    [0, 0],
    [0.5, 0],
    [0.75, 0.75],
    [-3, 0],
    [Infinity, Infinity],
    [-Infinity, 0],
  ]);

  it('is x or nothing', () => {
    const f = scalarOf(ThresholdedRelu, { alpha: 0.5 });
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -5, max: 5 }), (x) => {
        expect([0, Math.fround(x)]).toContain(f(x));
      }),
    );
  });
});
