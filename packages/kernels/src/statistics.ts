import type { Kernels } from './kernels';

export interface FloatRun {
  /** float32 [length]. */
  readonly x: number;
  readonly length: number;
}

export interface AbsMax {
  /** Largest finite magnitude; 0 when there is none. */
  readonly absMax: number;
  readonly nans: number;
  readonly infinities: number;
}

/** Largest finite |x|, and how many values are not finite. */
export function absMaxF32(kernels: Kernels, p: FloatRun): AbsMax {
  return kernels.scratch(12, (out) => {
    kernels.run.absMaxF32({ ...p, out });
    const [nans, infinities] = kernels.i32(out + 4, 2);
    return { absMax: kernels.f32(out, 1)[0], nans, infinities };
  });
}

export interface MinMax {
  /** Smallest finite value; Infinity when there is none. A zero is positive. */
  readonly min: number;
  /** Largest finite value; -Infinity when there is none. */
  readonly max: number;
  readonly nans: number;
  readonly infinities: number;
}

/** Smallest and largest finite x, and how many values are not finite. */
export function minMaxF32(kernels: Kernels, p: FloatRun): MinMax {
  return kernels.scratch(16, (out) => {
    kernels.run.minMaxF32({ ...p, out });
    const [min, max] = kernels.f32(out, 2);
    const [nans, infinities] = kernels.i32(out + 8, 2);
    return { min, max, nans, infinities };
  });
}

/** The counts of a bin: those of elements whose index is 0, 1, 2 and 3 modulo 4. */
export const HISTOGRAM_LANES = 4;

export interface HistogramAbsF32 extends FloatRun {
  /** uint32 [bins, HISTOGRAM_LANES]; counts are added to what is there. */
  readonly histogram: number;
  /** 1..2^22. */
  readonly bins: number;
  /** Upper edge of the last bin; bins / range is finite as float32. */
  readonly range: number;
}

/**
 * Counts |x| in bins of width range / bins: bin `min(bins - 1, trunc(fround(|x| * fround(bins / range))))`, so
 * everything beyond the range, infinities and NaN included, falls into the last one.
 */
export function histogramAbsF32(kernels: Kernels, p: HistogramAbsF32): void {
  if (!(p.bins >= 1 && p.bins <= 2 ** 22)) throw new RangeError(`${p.bins} bins`);
  const factor = Math.fround(p.bins / p.range);
  if (!Number.isFinite(factor)) throw new RangeError(`${p.bins} bins over ${p.range}`);
  kernels.run.histogramAbsF32({ ...p, factor });
}

/** Runs of `inner` elements, one after another, the last one perhaps shorter: ceil(length / inner) of them. */
export interface ChannelBoundsF32 extends FloatRun {
  /** At least 1. */
  readonly inner: number;
  /** float32 [runs]: the smallest finite element, 0 when there is none. A zero is positive. */
  readonly lows: number;
  /** float32 [runs]: the largest finite element, 0 when there is none. A zero is positive. */
  readonly highs: number;
  /** int32 [runs]: how many elements are finite. */
  readonly counts: number;
}

/** Bounds and count of the finite elements of every run. */
export function channelBoundsF32(kernels: Kernels, p: ChannelBoundsF32): void {
  if (p.length > 0 && !(p.inner >= 1)) throw new RangeError(`runs of ${p.inner} elements`);
  kernels.run.channelBoundsF32(p);
}

export interface GramS16 {
  /** int16 [rows, length]. */
  readonly x: number;
  readonly rows: number;
  /** A multiple of eight: zeros behind shorter rows. */
  readonly length: number;
  /** int32 [rows · (rows + 1) / 2], the lower triangle row by row. */
  readonly y: number;
}

/**
 * `y[i·(i+1)/2 + j] = Σ x[i]·x[j]` for j ≤ i, modulo 2^32: exact while the squares of every row add up to less than
 * 2^31.
 */
export function gramS16(kernels: Kernels, p: GramS16): void {
  if (!Number.isInteger(p.length / 8)) throw new RangeError(`rows of ${p.length} elements`);
  kernels.run.gramS16(p);
}
