import { type AbsMax, type FloatRun } from '../abs-max-f32';

/** absMaxF32, the slow and obvious way. */
export function absMaxF32Reference(memory: ArrayBuffer, { x, length }: FloatRun): AbsMax {
  let [absMax, nans, infinities] = [0, 0, 0];
  for (const value of new Float32Array(memory, x, length)) {
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    else absMax = Math.max(absMax, Math.abs(value));
  }
  return { absMax, nans, infinities };
}
