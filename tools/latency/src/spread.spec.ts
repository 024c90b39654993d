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
    expect(latency[0]).toBeCloseTo(1.1, 12);
    expect(latency[1]).toBeCloseTo(1.9, 12);
    expect(rate).toEqual([2, 2]);
  });

  it('lies between neighbours where a share falls there', () => {
    const four = rows.slice(0, 4);
    const { latency } = spreadOf(four, times);
    expect(latency[0]).toBeCloseTo(1.03, 12);
    expect(latency[1]).toBeCloseTo(1.27, 12);
    const mixed = four.map((row, i) => ({ ...row, latencyMs: [12, 9, 11, 10][i] }));
    const [low, high] = spreadOf(mixed, times).latency;
    expect([low, high]).toEqual([expect.closeTo(9.3, 12), expect.closeTo(11.7, 12)]);
  });

  it('leaves out what is not published', () => {
    const some = rows.map((row, i): PublishedRow => (i === 10 ? { ...row, latencyMs: 1, fps: 1 } : row));
    const without = some.map(({ fps, latencyMs, ...row }, i): PublishedRow =>
      i < 10 ? { ...row, latencyMs } : { ...row, fps },
    );
    expect(spreadOf(without, times).rate).toEqual([0.002, 0.002]);
    expect(spreadOf(without, times).latency[1]).toBeCloseTo(1.81, 12);
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
