import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { Pow } from './Pow';

describe('Pow', () => {
  itIsUnary(Pow, { exponent: 2 }, [
    [3, 9],
    [-3, 9],
    [0, 0],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('takes roots, reciprocals and the power 0', () => {
    expect(scalarOf(Pow, { exponent: 0.5 })(9)).toBe(3);
    expect(scalarOf(Pow, { exponent: 0.5 })(-9)).toBeNaN();
    expect(scalarOf(Pow, { exponent: -1 })(4)).toBe(0.25);
    expect(scalarOf(Pow, { exponent: 3 })(-2)).toBe(-8);
    expect(scalarOf(Pow, { exponent: 0 })(-7)).toBe(1);
  });

  it('needs its exponent', () => {
    expect(() => Pow.parseAttrs({})).toThrow(/exponent/);
  });
});
