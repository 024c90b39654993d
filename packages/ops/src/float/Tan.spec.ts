import * as fc from 'fast-check';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Tan } from './Tan';

describe('Tan', () => {
  itIsUnary(Tan, {}, [
    [0, 0],
    [0.5, 0.5463024898437905],
    [-1, -1.5574077246549023],
    [Infinity, NaN],
    [NaN, NaN],
  ]);

  it('is sine by cosine', () => {
    const f = scalarOf(Tan);
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: Math.fround(-1.4), max: Math.fround(1.4) }), (x) => {
        expect(f(x)).toBeCloseTo(Math.sin(Math.fround(x)) / Math.cos(Math.fround(x)), 3);
      }),
    );
  });
});
