import { score } from './score';

const pairs = (...list: [number, number][]) => list.map(([predicted, measured]) => ({ predicted, measured }));

describe('score', () => {
  it('means errors and ratios', () => {
    const { rows, mape, worst, bias } = score(pairs([1.1, 1], [0.7, 1], [4, 4]));
    expect(rows).toBe(3);
    expect(mape).toBeCloseTo(0.4 / 3, 12);
    expect(worst).toBeCloseTo(0.3, 12);
    expect(bias).toBeCloseTo(2.8 / 3, 12);
  });

  it('compares orders, not sizes', () => {
    expect(score(pairs([1, 10], [2, 20], [3, 1000])).spearman).toBeCloseTo(1, 12);
    expect(score(pairs([3, 10], [2, 20], [1, 1000])).spearman).toBeCloseTo(-1, 12);
    expect(score(pairs([1, 1], [1, 2], [2, 3])).spearman).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(score(pairs([1, 2])).spearman).toBe(1);
  });

  it('refuses nothing', () => {
    expect(() => score([])).toThrow(RangeError);
  });
});
