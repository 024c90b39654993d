import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Softplus } from './Softplus';

describe('Softplus', () => {
  itIsUnary(Softplus, {}, [
    [0, 0.6931471805599453],
    [1, 1.3132616875182228],
    [-1, 0.3132616875182228],
    [-50, 1.9287498479639178e-22],
    [500, 500],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
  ]);

  it('f(x) - f(-x) is x', () => {
    const f = scalarOf(Softplus);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(x) - f(-x)).toBeCloseTo(x, 4);
      }),
    );
  });
});
