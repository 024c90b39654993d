import { erf } from './erf';

describe('erf', () => {
  it.each([
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
    [-1, -0.8427007929497149],
    [1e-10, 1.1283791670955126e-10],
  ])('of %p is %p', (x, y) => {
    expect(Math.abs(erf(x) - y)).toBeLessThanOrEqual(1e-14 * Math.abs(y));
  });

  it('ends at ±1 and passes NaN on', () => {
    expect([erf(5.9), erf(6.1), erf(40), erf(Infinity), erf(-Infinity)].map((y) => Math.fround(y))).toEqual([
      1, 1, 1, 1, -1,
    ]);
    expect(erf(NaN)).toBeNaN();
  });
});
