import fc from 'fast-check';
import { HISTOGRAM_BINS, type Known } from '../calibrator';
import { histogram } from '../histogram.fixture';
import { MaxCalibrator, percentileOf } from './max-calibrator';

it('names itself as the log does', () => {
  expect([new MaxCalibrator().name, new MaxCalibrator(0.99995).name]).toEqual([
    'max',
    'max-percentile:percentile=0.99995',
  ]);
});

it('takes the largest magnitude, also where only a histogram was heard', () => {
  const known: Known = new Map([
    ['absmax a', { fold: 'absmax', absmax: 3.5, broken: 0 }],
    [`histogram/${HISTOGRAM_BINS} b`, { ...histogram(() => 1), absmax: 0.9 }],
  ]);
  expect(new MaxCalibrator().decide(['a', 'b'], known)).toEqual(
    new Map([
      ['a', 3.5],
      ['b', 0.9],
    ]),
  );
});

it('asks for histograms only when it cuts, and for nothing twice', () => {
  expect(new MaxCalibrator().ask(['a'], new Map())).toEqual([{ at: 'a', fold: 'absmax' }]);
  expect(new MaxCalibrator(0.999).ask(['a'], new Map())).toEqual([
    { at: 'a', fold: 'histogram', bins: HISTOGRAM_BINS },
  ]);
  const known: Known = new Map([[`histogram/${HISTOGRAM_BINS} a`, histogram(() => 1)]]);
  for (const calibrator of [new MaxCalibrator(), new MaxCalibrator(0.999)])
    expect(calibrator.ask(['a'], known)).toEqual([]);
});

it('interpolates within the bin where the share is reached, never beyond the largest magnitude', () => {
  const two = { ...histogram((bin) => (bin < 2 ? 50 : 0), HISTOGRAM_BINS), absmax: 1.75 };
  expect(percentileOf(two, 0.6)).toBeCloseTo(1.2, 12);
  expect(percentileOf(two, 1)).toBe(1.75);
  expect(percentileOf({ ...two, exponent: Math.log2(HISTOGRAM_BINS) - 2 }, 0.6)).toBeCloseTo(0.3, 12);
  expect(percentileOf({ ...histogram(() => 0), absmax: 0.5 }, 0.5)).toBe(0.5);
});

it('grows with the share', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(100), { minLength: HISTOGRAM_BINS, maxLength: HISTOGRAM_BINS }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (counts, a, b) => {
        const heard = histogram((bin) => counts[bin] + 1);
        expect(percentileOf(heard, Math.min(a, b))).toBeLessThanOrEqual(percentileOf(heard, Math.max(a, b)));
      },
    ),
    { numRuns: 20 },
  );
});
