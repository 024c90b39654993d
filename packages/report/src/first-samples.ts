import { counted } from './figures';

/** What a figure was measured on: the first samples, or noise in their place. */
export function firstSamples(count: number, noise = false): string {
  if (noise) return count === 1 ? 'noise, in place of a sample' : 'noise, in place of samples';
  return count === 1 ? 'the first calibration sample' : `the first ${counted(count, 'calibration sample')}`;
}

/** Stands wherever a figure of an uncalibrated model might be taken for accuracy. */
export const NOT_CALIBRATED = 'Nothing was calibrated, so this says nothing of the accuracy of the model.';
