import fc from 'fast-check';
import { HISTOGRAM_BINS, type Known } from '../calibrator';
import { histogram } from '../histogram.fixture';
import { MseCalibrator, mseThreshold } from './mse-calibrator';

/** Energy of the error when the centres of the bins are really quantised at t. */
function energy({ counts }: ReturnType<typeof histogram>, t: number): number {
  const scale = t / 127;
  return counts.reduce((sum, count, bin) => {
    const x = bin === 0 ? 0 : (bin + 0.5) / HISTOGRAM_BINS;
    return sum + count * (x - Math.min(127, Math.round(x / scale)) * scale) ** 2;
  }, 0);
}

/** Σ error² by the formula, element by element: x² below s/2, s²/12 from there to t, (x − t)² beyond. */
function byFormula({ counts }: ReturnType<typeof histogram>, t: number, steps: number): number {
  const scale = t / steps;
  return counts.reduce((sum, count, bin) => {
    const x = (bin + 0.5) / HISTOGRAM_BINS;
    if (bin === 0) return sum;
    return sum + count * (x < scale / 2 ? x ** 2 : x < t ? scale ** 2 / 12 : (x - t) ** 2);
  }, 0);
}

it.each([7, 31, 127])('is the candidate that a direct sum of the formula finds, with %i steps', (steps) => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 1500 }), fc.integer({ min: 0, max: 300 }), (width, spikes) => {
      const heard = histogram(
        (bin) => Math.round(1e4 * Math.exp(-((bin / width) ** 2))) + (bin > 3500 && bin % 97 === 0 ? spikes : 0) + 1,
      );
      const candidates = Array.from({ length: (HISTOGRAM_BINS - 64) / 8 + 1 }, (_, i) =>
        Math.min(heard.absmax, (64 + 8 * i) / HISTOGRAM_BINS),
      );
      const errors = candidates.map((t) => byFormula(heard, t, steps));
      const found = candidates.indexOf(mseThreshold(heard, steps));
      expect(errors[found]).toBeLessThanOrEqual(Math.min(...errors) * (1 + 1e-9));
    }),
    { numRuns: 2 },
  );
});

it('keeps the whole range of an even distribution', () => {
  const heard = histogram(() => 100);
  expect(mseThreshold(heard)).toBeGreaterThan(0.98 * heard.absmax);
});

it('cuts off a lonely outlier, and loses less by it than by keeping all', () => {
  const heard = histogram((bin) => (bin === HISTOGRAM_BINS - 1 ? 1 : Math.round(1e6 * Math.exp(-((bin / 120) ** 2)))));
  const threshold = mseThreshold(heard);
  expect(threshold).toBeLessThan(0.5);
  expect(energy(heard, threshold)).toBeLessThan(energy(heard, heard.absmax));
});

it('is not far from the best threshold there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 900 }), fc.integer({ min: 0, max: 20 }), (width, spikes) => {
      const heard = histogram(
        (bin) =>
          Math.round(1e5 * Math.exp(-((bin / width) ** 2))) +
          (bin > 3500 && bin % 50 === 0 ? spikes : 0) +
          (bin === HISTOGRAM_BINS - 1 ? 1 : 0),
      );
      const grid = Array.from({ length: 120 }, (_, i) => energy(heard, ((i + 8) / 128) * heard.absmax));
      expect(energy(heard, mseThreshold(heard))).toBeLessThan(1.1 * Math.min(...grid));
    }),
    { numRuns: 4 },
  );
});

it('keeps 0 for a tensor of zeros', () => {
  const known: Known = new Map([[`histogram/${HISTOGRAM_BINS} a`, { ...histogram(() => 0), absmax: 0 }]]);
  expect(new MseCalibrator().decide(['a'], known)).toEqual(new Map([['a', 0]]));
});

it('keeps more where there are more steps: rounding costs less', () => {
  const heard = histogram((bin) => (bin === HISTOGRAM_BINS - 1 ? 1 : Math.round(1e6 * Math.exp(-((bin / 120) ** 2)))));
  expect(mseThreshold(heard, 255)).toBeGreaterThan(mseThreshold(heard, 127));
  const known: Known = new Map([[`histogram/${HISTOGRAM_BINS} a`, heard]]);
  expect(new MseCalibrator(() => 255).decide(['a'], known).get('a')).toBe(mseThreshold(heard, 255));
});
