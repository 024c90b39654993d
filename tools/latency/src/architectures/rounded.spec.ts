import { rounded } from './rounded';

describe('rounded', () => {
  it('is the nearest step, halves upward, and at least one', () => {
    expect([0, 1, 12, 14, 20, 20.8, 24].map((channels) => rounded(channels, 8))).toEqual([8, 8, 16, 16, 24, 24, 24]);
    expect([1, 5, 6, 20.8, 26].map((channels) => rounded(channels, 4))).toEqual([4, 4, 8, 20, 28]);
  });

  it('keeps a share of what is asked for', () => {
    expect(rounded(19, 8, 0.9)).toBe(24);
    expect([rounded(11, 8), rounded(11, 8, 0.9)]).toEqual([8, 16]);
    expect(rounded(8.8, 8, 0.9)).toBe(8);
  });
});
