import { meanMultiplier } from './mean-multiplier';

describe('meanMultiplier', () => {
  it('divides by the count, in double, rounded once', () => {
    expect(meanMultiplier(0.5, 0.25, 4)).toBe(0.5);
    const [x, y] = [Math.fround(0.1), Math.fround(0.3)];
    expect(meanMultiplier(x, y, 49)).toBe(Math.fround(x / (y * 49)));
    expect(meanMultiplier(1, 1, 3)).toBe(Math.fround(1 / 3));
  });
});
