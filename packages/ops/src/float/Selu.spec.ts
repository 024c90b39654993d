import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Selu } from './Selu';

describe('Selu', () => {
  itIsUnary(Selu, {}, [
    [0, 0],
    [2, 2.1014020442962646],
    [-1, -1.1113307412864784],
    [-Infinity, -1.7580993463430303],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('does not fall below -alpha · gamma', () => {
    const f = scalarOf(Selu);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -50, max: 50 }), (x) => {
        expect(f(x)).toBeGreaterThanOrEqual(-1.7581);
        expect(f(x) * x).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
