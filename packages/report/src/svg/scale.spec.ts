import * as fc from 'fast-check';
import { buckets, px } from './scale';

describe('px', () => {
  it('keeps one decimal', () => {
    expect([px(0.04), px(1.25), px(-3.14159), px(0.1 + 0.2)]).toEqual([0, 1.3, -3.1, 0.3]);
  });
});

describe('buckets', () => {
  it('is one group per item while there is room', () => {
    expect(buckets(3, 10)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(buckets(0, 10)).toEqual([]);
  });

  it('covers everything once, in groups of nearly equal size', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.integer({ min: 1, max: 500 }), (count, most) => {
        const groups = buckets(count, most);
        const sizes = groups.map(([start, end]) => end - start);
        expect(groups.length).toBeLessThanOrEqual(most);
        expect(groups.every(([start], i) => start === (i === 0 ? 0 : groups[i - 1][1]))).toBe(true);
        expect(groups.at(-1)?.[1] ?? 0).toBe(count);
        if (count > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
