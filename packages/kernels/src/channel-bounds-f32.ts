import { type FloatRun } from './abs-max-f32';
import { type Kernels } from './kernels';

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
export function channelBoundsF32(kernels: Kernels, { x, length, inner, lows, highs, counts }: ChannelBoundsF32): void {
  if (length > 0 && !(inner >= 1)) throw new RangeError(`runs of ${inner} elements`);
  kernels.run.channelBoundsF32(x, length, inner, lows, highs, counts);
}
