import type { HzCalibrationAttrs } from '@openbpu/ops';
import type { QuantParams } from '@openbpu/tensor';

/** How the integer form of an activation stands for reals, as its calibration says. */
export function calibratedQuant({ scales, axis, zeros }: HzCalibrationAttrs): QuantParams {
  return {
    scale: Float32Array.from(scales),
    ...(axis === undefined ? {} : { axis }),
    ...(zeros.length > 0 ? { zero: Int8Array.from(zeros) } : {}),
  };
}
