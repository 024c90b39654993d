import fc from 'fast-check';
import { absMaxF32, channelBoundsF32, gramS16, histogramAbsF32, minMaxF32 } from './statistics';
import { loadKernels } from './load-kernels';
import {
  ABS_MAX_F32,
  CHANNEL_BOUNDS_F32,
  GRAM_S16,
  HISTOGRAM_ABS_F32,
  MIN_MAX_F32,
} from './trials/statistics-families';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';

describe('absMaxF32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(ABS_MAX_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('passes over NaN and infinities and counts them', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(1, NaN, -3, Infinity, -Infinity, 2, NaN));
    expect(absMaxF32(kernels, { x, length: 7 })).toEqual({ absMax: 3, nans: 2, infinities: 2 });
    expect(absMaxF32(kernels, { x, length: 0 })).toEqual({ absMax: 0, nans: 0, infinities: 0 });
  });
});

describe('minMaxF32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(MIN_MAX_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('passes over NaN and infinities and counts them', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(1, NaN, -3, Infinity, -Infinity, 2, NaN));
    expect(minMaxF32(kernels, { x, length: 7 })).toEqual({ min: -3, max: 2, nans: 2, infinities: 2 });
    expect(minMaxF32(kernels, { x, length: 0 })).toEqual({ min: Infinity, max: -Infinity, nans: 0, infinities: 0 });
  });

  it('knows one zero only', () => {
    kernels.reset();
    const { min, max } = minMaxF32(kernels, { x: kernels.put(new Float32Array(5).fill(-0)), length: 5 });
    expect([Object.is(min, 0), Object.is(max, 0)]).toEqual([true, true]);
  });
});

describe('histogramAbsF32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          length: fc.integer({ min: 0, max: 200 }),
          bins: fc.integer({ min: 1, max: 300 }),
          range: fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constantFrom(2 ** -64, 3.4e38)),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(HISTOGRAM_ABS_F32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('adds to the counts of each lane, the last bin taking all beyond the range, and NaN', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(0, -0.5, 0.99, 1, -1.5, 2, 7, Infinity, NaN));
    const histogram = kernels.put(Uint32Array.of(100, 0, 0, 0, 0, 0, 0, 7));
    histogramAbsF32(kernels, { x, length: 9, bins: 2, range: 2, histogram });
    expect([...kernels.u32(histogram, 8)]).toEqual([101, 1, 1, 0, 2, 1, 1, 9]);
  });

  it.each([
    [0, 2],
    [2 ** 22 + 1, 2],
    [2, 0],
    [2, 1e-45],
  ])('refuses %d bins over %d', (bins, range) => {
    expect(() => histogramAbsF32(kernels, { x: 0, length: 0, bins, range, histogram: 0 })).toThrow(RangeError);
  });
});

describe('channelBoundsF32', () => {
  const kernels = loadKernels();

  function bounds(inner: number, ...values: number[]) {
    kernels.reset();
    const runs = Math.ceil(values.length / inner);
    const [lows, highs, counts] = [4, 4, 4].map((bytes) => kernels.alloc(bytes * runs));
    channelBoundsF32(kernels, {
      x: kernels.put(Float32Array.from(values)),
      length: values.length,
      inner,
      lows,
      highs,
      counts,
    });
    return {
      lows: [...kernels.f32(lows, runs)],
      highs: [...kernels.f32(highs, runs)],
      counts: [...kernels.i32(counts, runs)],
    };
  }

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.integer({ min: 0, max: 300 }), inner: fc.integer({ min: 1, max: 80 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(CHANNEL_BOUNDS_F32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves out what is not finite, wherever it stands', () => {
    expect(bounds(3, 1, NaN, -3, Infinity, 2, -Infinity, NaN, 7)).toEqual({
      lows: [-3, 2, 7],
      highs: [1, 2, 7],
      counts: [2, 1, 1],
    });
    for (let at = 0; at < 19; at++) {
      const values = Array.from({ length: 19 }, (_, i) => (i === at ? [NaN, Infinity, -Infinity][at % 3] : i + 1));
      expect(bounds(19, ...values)).toMatchObject({
        lows: [at === 0 ? 2 : 1],
        highs: [at === 18 ? 18 : 19],
        counts: [18],
      });
    }
  });

  it('gives zeros for a run without finite elements, and nothing for no run', () => {
    expect(bounds(2, NaN, -Infinity, Infinity)).toEqual({ lows: [0, 0], highs: [0, 0], counts: [0, 0] });
    expect(bounds(2)).toEqual({ lows: [], highs: [], counts: [] });
  });

  it('knows one zero only', () => {
    const { lows, highs } = bounds(9, ...new Array<number>(9).fill(-0), NaN, ...new Array<number>(8).fill(-0));
    for (const zero of [lows, highs].flat()) expect(zero).toBe(0);
  });

  it('takes the largest and the smallest float32 for what they are', () => {
    const [huge, tiny] = [Math.fround(3.4028234663852886e38), 2 ** -149];
    expect(bounds(4, huge, -huge, huge, huge, tiny, -tiny, tiny, -0)).toEqual({
      lows: [-huge, -tiny],
      highs: [huge, tiny],
      counts: [4, 4],
    });
  });

  it('refuses runs of nothing', () => {
    expect(() => bounds(0, 1)).toThrow(RangeError);
  });
});

describe('gramS16', () => {
  const kernels = loadKernels();

  function gram(...rows: number[][]): number[] {
    kernels.reset();
    const size = (rows.length * (rows.length + 1)) / 2;
    const [x, y] = [kernels.put(Int16Array.from(rows.flat())), kernels.alloc(4 * size)];
    gramS16(kernels, { x, rows: rows.length, length: rows[0]?.length ?? 0, y });
    return [...kernels.i32(y, size)];
  }

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 19 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer(),
        (rows, eighths, seed) => {
          expect(difference(GRAM_S16, kernels, { rows, length: 8 * eighths }, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('multiplies every row by itself and by those before', () => {
    expect(gram([1, 2, 0, 0, 0, 0, 0, 3], [-1, 0, 0, 0, 0, 0, 0, 5], [0, 100, 0, 0, 0, 0, 0, 0])).toEqual([
      14, 14, 26, 200, 0, 10000,
    ]);
  });

  it('is exact for 2^15 integers of nine bits at their extremes', () => {
    const extreme = new Array<number>(2 ** 15).fill(-255);
    expect(
      gram(
        extreme,
        extreme.map((x) => -x),
      ),
    ).toEqual([255 ** 2 * 2 ** 15, -(255 ** 2) * 2 ** 15, 255 ** 2 * 2 ** 15]);
  });

  it('gives zeros for rows of nothing, and refuses rows that are no whole vectors', () => {
    expect(gram([], [])).toEqual([0, 0, 0]);
    expect(() => gram([1])).toThrow(RangeError);
  });
});
