import { marches } from '@openbpu/pipeline';
import { errorsOf, fitFeatures, predicted } from './fit-features';
import type { Measured } from './measured';

const { features } = marches().find(({ march }) => march === 'bayes-e')!;
const row = (family: string, latencyMs: number): Measured => ({
  row: { march: 'bayes-e', network: family, source: 'nowhere', latencyMs },
  family,
  protocol: 'detectors',
  segments: [],
  cpu: [],
});

describe('fitFeatures', () => {
  it('weighs a family as the square root of its rows', () => {
    const rows = [...Array.from({ length: 4 }, () => row('many', 0.3 * Math.exp(0.3))), row('one', 0.3)];
    const fit = fitFeatures(rows, { features }, { prior: 1e-5, scale: 10 });
    expect(Math.log(predicted(rows, fit)[0].latencyMs / 0.3)).toBeCloseTo((2 / 3) * 0.3, 4);
  });

  it('takes latencies and frames a second as they are published', () => {
    const framed: Measured = {
      ...row('one', 2),
      row: { march: 'bayes-e', network: 'one', source: 'nowhere', fps: 4000 },
      protocol: 'classifiers',
    };
    const rows = [row('one', 2), framed];
    const fit = fitFeatures(rows, { features }, { prior: 1e-5, scale: 10 });
    const [first, second] = predicted(rows, fit);
    expect(first.latencyMs).toBeCloseTo(2, 3);
    expect(second.frameMs).toBeCloseTo(0.25, 4);
  });

  it('finds a feature of the BPU by what every row takes under it', () => {
    const rows = [1, 2, 3].map((bytes): Measured => {
      const cycles = (ddrBytesPerCycle: number) => (bytes * 1e7) / ddrBytesPerCycle;
      const published = row(`of_${bytes}`, (cycles(12) / features.clockHz) * 1000 + 0.4);
      return { ...published, segments: [{ cycles: (at) => cycles(at.ddrBytesPerCycle) }] };
    });
    const fit = fitFeatures(rows, { features }, { prior: 1e-5 });
    expect(fit.features.ddrBytesPerCycle).toBeCloseTo(12, 2);
    expect(fit.inferenceSeconds.detectors).toBeCloseTo(4e-4, 5);
    for (const [i, { latencyMs }] of predicted(rows, fit).entries())
      expect(latencyMs / rows[i].row.latencyMs!).toBeCloseTo(1, 3);
  });
});

describe('errorsOf', () => {
  const published = { march: 'm', network: 'n', source: 'nowhere' };

  it('is above 0 where more time is predicted than published, and tells nothing of what is not published', () => {
    const times = { latencyMs: 4, frameMs: 0.25 };
    expect(errorsOf({ ...published, latencyMs: 2, fps: 1000 }, times)).toEqual([Math.log(2), Math.log(0.25)]);
    expect(errorsOf({ ...published, fps: 2000 }, times)).toEqual([Math.log(0.5)]);
    expect(errorsOf(published, times)).toEqual([]);
  });
});
