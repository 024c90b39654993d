import fc from 'fast-check';
import { HISTOGRAM_BINS, type Known } from '../calibrator';
import { KlCalibrator, klThreshold } from './kl-calibrator';

const histogram = (fill: (bin: number) => number) => Uint32Array.from({ length: HISTOGRAM_BINS }, (_, bin) => fill(bin));

it('keeps the whole range of an even distribution', () => {
  expect(klThreshold(histogram(() => 100), 4)).toBe(4);
});

it('cuts off a lonely outlier', () => {
  const counts = histogram((bin) => (bin === HISTOGRAM_BINS - 1 ? 1 : Math.round(1e5 * Math.exp(-((bin / 60) ** 2)))));
  const threshold = klThreshold(counts, 1);
  expect(threshold).toBeGreaterThan(0.05);
  expect(threshold).toBeLessThan(0.3);
});

it('does not hear the zeros behind a Relu', () => {
  const bell = (bin: number) => Math.round(1000 * Math.exp(-((bin / 600) ** 2)));
  expect(klThreshold(histogram((bin) => (bin === 0 ? 1e8 : bell(bin))), 1)).toBe(klThreshold(histogram((bin) => (bin === 0 ? 0 : bell(bin))), 1));
});

it('stays within the range and a sixteenth of it, whatever it hears', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: HISTOGRAM_BINS, maxLength: HISTOGRAM_BINS }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (counts, range) => {
      const threshold = klThreshold(Uint32Array.from(counts), range);
      expect(threshold).toBeGreaterThanOrEqual(range / 16);
      expect(threshold).toBeLessThanOrEqual(range);
    }),
    { numRuns: 10 },
  );
});

it('asks for the range, then for the histogram, then decides; an all-zero tensor keeps threshold 0', () => {
  const calibrator = new KlCalibrator();
  expect(calibrator.ask(['a', 'b'], new Map())).toEqual([{ at: 'a', fold: 'absmax' }, { at: 'b', fold: 'absmax' }]);
  const known: Known = new Map([['absmax a', { fold: 'absmax', value: 2, broken: 0 }], ['absmax b', { fold: 'absmax', value: 0, broken: 0 }]]);
  expect(calibrator.ask(['a', 'b'], known)).toEqual([{ at: 'a', fold: 'histogram', bins: HISTOGRAM_BINS, range: 2 }]);
  const all: Known = new Map([...known, [`histogram/${HISTOGRAM_BINS}/2 a`, { fold: 'histogram', counts: histogram(() => 7) }]]);
  expect(calibrator.ask(['a', 'b'], all)).toEqual([]);
  expect(calibrator.decide(['a', 'b'], all)).toEqual(new Map([['a', 2], ['b', 0]]));
});
