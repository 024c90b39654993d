import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Clip } from './Clip';

describe('Clip', () => {
  itIsUnary(Clip, { min: -1, max: 6 }, [
    [-2, -1],
    [7, 6],
    [3.25, 3.25],
    [-1, -1],
    [6, 6],
    [-Infinity, -1],
    [Infinity, 6],
    [NaN, NaN],
  ]);

  it('has no bounds unless they are given, and gives max where they cross', () => {
    expect(scalarOf(Clip, {})(-1e30)).toBe(Math.fround(-1e30));
    expect(scalarOf(Clip, { min: 0 })(-5)).toBe(0);
    expect(scalarOf(Clip, { min: 3, max: 1 })(2)).toBe(1);
    expect(scalarOf(Clip, { max: 0.1 })(5)).toBe(Math.fround(0.1));
  });
});
