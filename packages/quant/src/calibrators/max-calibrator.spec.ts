import fc from 'fast-check';
import { HISTOGRAM_BINS } from '../calibrator';
import { MaxCalibrator, percentileOf } from './max-calibrator';

it('names itself as the log does', () => {
  expect([new MaxCalibrator().name, new MaxCalibrator(0.99995).name]).toEqual(['max', 'max-percentile:percentile=0.99995']);
});

it('takes the largest magnitude', () => {
  expect(new MaxCalibrator().decide(['a'], new Map([['absmax a', { fold: 'absmax', value: 3.5, broken: 0 }]]))).toEqual(new Map([['a', 3.5]]));
});

it('asks for histograms only when it cuts', () => {
  const known = new Map([['absmax a', { fold: 'absmax', value: 3.5, broken: 0 } as const]]);
  expect(new MaxCalibrator().ask(['a'], known)).toEqual([]);
  expect(new MaxCalibrator(0.999).ask(['a'], known)).toHaveLength(1);
});

it('interpolates within the bin where the share is reached', () => {
  const counts = new Uint32Array(HISTOGRAM_BINS);
  counts[0] = 50;
  counts[1] = 50;
  expect(percentileOf(counts, HISTOGRAM_BINS, 0.75)).toBe(1.5);
  expect(percentileOf(counts, HISTOGRAM_BINS, 1)).toBe(2);
  expect(percentileOf(new Uint32Array(HISTOGRAM_BINS), 8, 0.5)).toBe(8);
});

it('grows with the share', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: HISTOGRAM_BINS, maxLength: HISTOGRAM_BINS }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (counts, a, b) => {
      const at = (share: number) => percentileOf(Uint32Array.from(counts), 1, share);
      expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
    }),
    { numRuns: 20 },
  );
});
