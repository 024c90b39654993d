import { type Kernels } from './kernels';

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
    kernels.run.absMaxF32(p.x, p.length, out);
    const [nans, infinities] = kernels.i32(out + 4, 2);
    return { absMax: kernels.f32(out, 1)[0], nans, infinities };
  });
}
