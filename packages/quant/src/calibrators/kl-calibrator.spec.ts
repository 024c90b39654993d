import fc from 'fast-check';
import { HISTOGRAM_BINS, type Known } from '../calibrator';
import { histogram } from '../histogram.fixture';
import { KlCalibrator, klThreshold } from './kl-calibrator';

/** Σ P·ln(P/Q) bin by bin, as the definition has it. */
function divergence(counts: Float64Array, bins: number, size: number): number {
  const heard = counts.map((count, bin) => (bin === 0 || bin >= bins ? 0 : count));
  const sum = (from: number, to: number) => heard.subarray(from, to).reduce((a, b) => a + b, 0);
  const [kept, total] = [sum(0, size), sum(0, bins)];
  if (kept === 0) return Infinity;
  let result = 0;
  for (let level = 0; level < 128; level++) {
    const [from, to] = [Math.floor((level * size) / 128), Math.floor(((level + 1) * size) / 128)];
    const filled = heard.subarray(from, to).filter((count) => count > 0).length;
    for (let k = from; k < to; k++) {
      const p = (heard[k] + (k === size - 1 ? total - kept : 0)) / total;
      if (p > 0) result += p * Math.log(p / (heard[k] > 0 ? sum(from, to) / filled / kept : Number.EPSILON));
    }
  }
  return result;
}

function byDefinition(counts: Float64Array, bins: number): readonly number[] {
  const sizes = Array.from({ length: Math.ceil((bins - 128) / 8) + 1 }, (_, i) => Math.min(128 + 8 * i, bins));
  const all = sizes.map((size) => divergence(counts, bins, size));
  const least = Math.min(...all);
  return sizes.filter((_, i) => all[i] <= least + 1e-9);
}

it('is the candidate the definition finds, by prefix sums', () => {
  const count = fc.oneof(fc.constant(0), fc.nat(5), fc.nat(10000));
  fc.assert(
    fc.property(fc.array(count, { minLength: 300, maxLength: 400 }), (few) => {
      const heard = histogram((bin) => (bin < 2100 ? (few[bin % few.length] ?? 0) + (bin === 2099 ? 1 : 0) : 0));
      const candidates = byDefinition(heard.counts, 2100).map((size) => Math.min(heard.absmax, size / HISTOGRAM_BINS));
      expect(candidates).toContain(klThreshold(heard));
    }),
    { numRuns: 5 },
  );
});

it('takes the smaller of candidates that are equally good', () => {
  // All of the mass in one bin: no candidate loses anything.
  const heard = { ...histogram((bin) => (bin === 1 ? 1000 : 0)), absmax: 0.999 };
  expect(klThreshold(heard)).toBe(128 / HISTOGRAM_BINS);
});

it('pays dearly for mass beyond a cut through an empty bin, more than for coarse levels', () => {
  // Fine ripples that the whole range blurs a little, and a few values far off, one in two thousand.
  const heard = histogram((bin) => (bin === 1999 ? 50 : bin > 0 && bin <= 100 ? 950 + 100 * (bin % 2) : 0));
  expect(byDefinition(heard.counts, 2000)).toEqual([2000]);
  expect(klThreshold({ ...heard, absmax: 2000 / HISTOGRAM_BINS })).toBe(2000 / HISTOGRAM_BINS);
});

it('cuts a few values off through an empty bin: the mass beyond costs what the definition says', () => {
  const heard = histogram((bin) => (bin === 1999 ? 3 : bin > 0 && bin <= 100 ? 950 + 100 * (bin % 2) : 0));
  expect(byDefinition(heard.counts, 2000)).toContain(128);
  expect(klThreshold({ ...heard, absmax: 2000 / HISTOGRAM_BINS })).toBe(128 / HISTOGRAM_BINS);
});

it('charges mass beyond an empty bin once, though others of the last level are filled', () => {
  const ripple = (bin: number) => 940 + 120 * ((bin >> 1) % 2);
  const heard = histogram((bin) => (bin === 1999 ? 19 : bin > 0 && bin <= 254 ? ripple(bin) : 0));
  expect(byDefinition(heard.counts, 2000)).toEqual([2000]);
  expect(klThreshold({ ...heard, absmax: 2000 / HISTOGRAM_BINS })).toBe(2000 / HISTOGRAM_BINS);
});

it('keeps the whole range of an even distribution', () => {
  const heard = histogram(() => 100, 4);
  expect(klThreshold(heard)).toBe(heard.absmax);
});

it('cuts off a lonely outlier', () => {
  const threshold = klThreshold(
    histogram((bin) => (bin === HISTOGRAM_BINS - 1 ? 1 : Math.round(1e5 * Math.exp(-((bin / 120) ** 2))))),
  );
  expect(threshold).toBeGreaterThan(0.05);
  expect(threshold).toBeLessThan(0.3);
});

it('does not hear the zeros behind a Relu', () => {
  const bell = (bin: number) => Math.round(1000 * Math.exp(-((bin / 600) ** 2)));
  expect(klThreshold(histogram((bin) => (bin === 0 ? 1e8 : bell(bin))))).toBe(
    klThreshold(histogram((bin) => (bin === 0 ? 0 : bell(bin)))),
  );
});

it('stays within the range and a thirty-second of it, whatever it hears', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { minLength: HISTOGRAM_BINS, maxLength: HISTOGRAM_BINS }),
      fc.integer({ min: -20, max: 20 }),
      (counts, exponent) => {
        const heard = histogram((bin) => counts[bin] + 1, 2 ** exponent);
        const threshold = klThreshold(heard);
        expect(threshold).toBeGreaterThanOrEqual(heard.absmax / 32);
        expect(threshold).toBeLessThanOrEqual(heard.absmax);
      },
    ),
    { numRuns: 10 },
  );
});

it('asks for histograms, then decides; an all-zero tensor keeps threshold 0, a tiny one its maximum', () => {
  const calibrator = new KlCalibrator();
  expect(calibrator.ask(['a', 'b'], new Map())).toEqual(
    ['a', 'b'].map((at) => ({ at, fold: 'histogram', bins: HISTOGRAM_BINS })),
  );
  const none = { ...histogram(() => 0), absmax: 0 };
  const tiny = { ...histogram((bin) => (bin === 0 ? 9 : 0), 2 ** -64), absmax: 1e-30 };
  const all: Known = new Map(
    [
      ['a', histogram(() => 7)],
      ['b', none],
      ['c', tiny],
    ].map(([at, heard]) => [`histogram/${HISTOGRAM_BINS} ${at as string}`, heard as typeof none]),
  );
  expect(calibrator.ask(['a', 'b', 'c'], all)).toEqual([]);
  expect(calibrator.decide(['a', 'b', 'c'], all)).toEqual(
    new Map([
      ['a', histogram(() => 7).absmax],
      ['b', 0],
      ['c', 1e-30],
    ]),
  );
});
