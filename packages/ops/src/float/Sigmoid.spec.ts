import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Sigmoid } from './Sigmoid';

describe('Sigmoid', () => {
  itIsUnary(Sigmoid, {}, [
    [0, 0.5],
    [1, 0.7310585786300049],
    [-1, 0.2689414213699951],
    [-20, 2.0611536181902037e-9],
    [Infinity, 1],
    [-Infinity, 0],
    [NaN, NaN],
  ]);

  it('mirrors at one half', () => {
    const f = scalarOf(Sigmoid);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -20, max: 20 }), (x) => {
        expect(f(x) + f(-x)).toBeCloseTo(1, 6);
      }),
    );
  });
});
