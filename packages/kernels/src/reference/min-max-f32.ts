import { type FloatRun } from '../abs-max-f32';
import { type MinMax } from '../min-max-f32';

/** minMaxF32, the slow and obvious way. */
export function minMaxF32Reference(memory: ArrayBuffer, { x, length }: FloatRun): MinMax {
  let [min, max, nans, infinities] = [Infinity, -Infinity, 0, 0];
  for (const value of new Float32Array(memory, x, length)) {
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    else {
      min = Math.min(min, value + 0);
      max = Math.max(max, value + 0);
    }
  }
  return { min, max, nans, infinities };
}
