import { marches } from '@openbpu/pipeline';
import { fitFeatures, predicted } from './fit-features';
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
});
