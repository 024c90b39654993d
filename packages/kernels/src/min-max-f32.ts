import { type FloatRun } from './abs-max-f32';
import { type Kernels } from './kernels';

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
    kernels.run.minMaxF32(p.x, p.length, out);
    const [min, max] = kernels.f32(out, 2);
    const [nans, infinities] = kernels.i32(out + 8, 2);
    return { min, max, nans, infinities };
  });
}
