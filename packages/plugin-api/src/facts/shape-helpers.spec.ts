import fc from 'fast-check';
import { ceilTo, eqArr, isPow2, lastTwo, outer, padAxes, prod, sameShape, within } from './shape-helpers';

describe('shape helpers', () => {
  it('multiplies a list, a scalar having one element', () => {
    expect([prod([]), prod([2, 3, 4]), prod([5, 0])]).toEqual([1, 24, 0]);
  });

  it('rounds up to a multiple', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 512 }), (value, step) => {
        const up = ceilTo(value, step);
        expect(up % step).toBe(0);
        expect(up - value).toBeGreaterThanOrEqual(0);
        expect(up - value).toBeLessThan(step);
      }),
    );
  });

  it('knows the powers of two, and what is next to them', () => {
    for (let k = 0; k <= 30; k++) {
      expect(isPow2(2 ** k)).toBe(true);
      expect(isPow2(2 ** -k)).toBe(true);
    }
    for (const value of [0, -1, -2, 3, 6, 1.5, 0.3, NaN, Infinity]) expect(isPow2(value)).toBe(false);
  });

  it('compares lists and shapes', () => {
    expect(eqArr([2, 3], [2, 3])).toBe(true);
    expect(eqArr([2, 3], [2])).toBe(false);
    expect(eqArr([2, 3], [3, 2])).toBe(false);
    expect(
      sameShape([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    ).toBe(true);
    expect(
      sameShape([
        [1, 2],
        [1, 2],
        [2, 1],
      ]),
    ).toBe(false);
    expect(sameShape([])).toBe(true);
  });

  it('splits a MatMul operand', () => {
    expect([lastTwo([1, 2, 3, 4]), outer([1, 2, 3, 4])]).toEqual([
      [3, 4],
      [1, 2],
    ]);
    expect([lastTwo([3]), outer([3])]).toEqual([[3], []]);
  });

  it('finds the axes that pads touch, cuts included', () => {
    expect(padAxes([0, 0, 1, 0, 0, 0, 0, 2])).toEqual([2, 3]);
    expect(padAxes([0, 0, 0, 0, 0, -1, 0, 0])).toEqual([1]);
    expect(padAxes([0, 0, 0, 0])).toEqual([]);
  });

  it('counts the ends of a range in, and NaN out', () => {
    expect([1, 31, 0, 32, NaN].map((value) => within(value, 1, 31))).toEqual([true, true, false, false, false]);
  });
});
