import type { PublishedRow } from './published';
import { coverage, spreadOf } from './spread';

/** Eleven rows of two families, predicted as 1 ms: published from 1.0 to 2.0. */
const rows = Array.from({ length: 11 }, (_, i): PublishedRow => ({
  march: 'm',
  network: i % 2 === 0 ? `even_${i}` : `odd_${i}`,
  source: 'nowhere',
  latencyMs: 1 + i / 10,
  fps: 1000,
}));
const times = rows.map(() => ({ latencyMs: 1, frameMs: 2 }));

describe('spreadOf', () => {
  it('holds eight of ten published figures, as multiples of predictions', () => {
    const { latency, rate } = spreadOf(rows, times);
    expect(latency[0]).toBeCloseTo(1.02, 12);
    expect(latency[1]).toBeCloseTo(1.98, 12);
    expect(rate).toEqual([2, 2]);
  });

  it('lies between neighbours where a share falls there, in whatever order they are', () => {
    const mixed = rows.map((row, i) => ({ ...row, latencyMs: 1 + ((i * 7) % 11) / 10 }));
    expect(spreadOf(mixed, times)).toEqual(spreadOf(rows, times));
  });

  it('goes no further than the outermost of few', () => {
    const mixed = rows.slice(0, 4).map((row, i) => ({ ...row, latencyMs: [12, 9, 11, 10][i] }));
    expect(spreadOf(mixed, times).latency).toEqual([9, 12]);
    expect(spreadOf(mixed.slice(0, 1), times).latency).toEqual([12, 12]);
  });

  it('holds one more of few as often as it says: ten of twelve by the eleven others', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => i);
    const held = twelve.filter((one) => {
      const others = twelve.filter((each) => each !== one);
      const [low, high] = spreadOf(
        rows.map((row, i) => ({ ...row, latencyMs: others[i] })),
        times,
      ).latency;
      return low <= one && one <= high;
    });
    expect(held).toEqual(twelve.slice(1, 11));
  });

  it('leaves out what is not published', () => {
    const some = rows.map((row, i): PublishedRow => (i === 10 ? { ...row, latencyMs: 1, fps: 1 } : row));
    const without = some.map(({ fps, latencyMs, ...row }, i): PublishedRow =>
      i < 10 ? { ...row, latencyMs } : { ...row, fps },
    );
    expect(spreadOf(without, times).rate).toEqual([0.002, 0.002]);
    expect(spreadOf(without, times).latency[1]).toBeCloseTo(1.89, 12);
  });
});

describe('coverage', () => {
  it('is the share of rows in the interval of the other families', () => {
    // The odd ones give 1.18 to 1.82, which holds four of six even ones; those give 1.1 to 1.9, which holds all five.
    const { latency, rate } = coverage(rows, times);
    expect(latency).toBeCloseTo(9 / 11, 12);
    expect(rate).toBe(1);
  });
});
