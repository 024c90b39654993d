import { type FloatRun } from './abs-max-f32';
import { type Kernels } from './kernels';

/** Runs of `inner` elements, one after another, the last one perhaps shorter: ceil(length / inner) of them. */
export interface ChannelMomentsF32 extends FloatRun {
  /** At least 1. */
  readonly inner: number;
  /** float32 [runs]: the smallest finite element, 0 when there is none. A zero is positive. */
  readonly lows: number;
  /** float32 [runs]: the largest finite element, 0 when there is none. A zero is positive. */
  readonly highs: number;
  /** float64 [runs]: the sum of the finite elements. */
  readonly sums: number;
  /** int32 [runs]: how many elements are finite. */
  readonly counts: number;
}

/**
 * Bounds, sum and count of the finite elements of every run. Sums are of doubles, in one order: element i of its run is
 * added to partial sum i mod 8, elements in order; then partial sums 4 to 7 are added to 0 to 3, then 2 and 3 to 0 and 1,
 * then 1 to 0. Their zeros are positive, and none overflows.
 */
export function channelMomentsF32(kernels: Kernels, { x, length, inner, lows, highs, sums, counts }: ChannelMomentsF32): void {
  if (length > 0 && !(inner >= 1)) throw new RangeError(`runs of ${inner} elements`);
  kernels.run.channelMomentsF32(x, length, inner, lows, highs, sums, counts);
}
