import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Gelu } from './Gelu';

describe('Gelu', () => {
  itIsUnary(Gelu, {}, [
    [0, 0],
    [1, 0.8413447460685429],
    [-1, -0.15865525393145707],
    [2, 1.9544997361036416],
    [20, 20],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('comes in a tanh form a little beside the exact one', () => {
    const exact = scalarOf(Gelu);
    const tanh = scalarOf(Gelu, { approximate: 'tanh' });
    expect(tanh(1)).toBeCloseTo(0.8411919906082768, 6);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) =>
        expect(Math.abs(tanh(x) - exact(x))).toBeLessThan(1e-3),
      ),
    );
    expect(() => Gelu.parseAttrs({ approximate: 'cubic' })).toThrow(/approximate/);
  });
});
