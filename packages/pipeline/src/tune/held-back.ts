import { fail } from '@openbpu/diagnostics';
import type { SampleRef } from '@openbpu/runtime';
import { clamp } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';

/** As few samples are no measure of anything. */
const LEAST = 4;
/** Of the samples that part is held back, but no more than so many. */
const PART = 4;
const MOST = 32;

/** Samples that thresholds are found on, and others that points are measured on. */
export interface SplitSamples {
  readonly calibration: readonly SampleRef[];
  readonly heldBack: readonly SampleRef[];
}

/**
 * Holds samples back, spread evenly over all: a quarter of them, 4 at least and 32 at most, unless told how many.
 * Throws DiagnosticError where less than 4 are left on either side.
 */
export function splitSamples(samples: readonly SampleRef[], asked?: number): SplitSamples {
  const { length } = samples;
  const count = asked ?? clamp(Math.floor(length / PART), LEAST, MOST);
  if (count < LEAST || length - count < LEAST)
    fail(PIPELINE.tooFewToHoldBack({ count: length, heldBack: count, least: LEAST }, { name: 'cal_data_dir' }));
  const isHeld = (i: number) => Math.floor(((i + 1) * count) / length) > Math.floor((i * count) / length);
  return { calibration: samples.filter((_, i) => !isHeld(i)), heldBack: samples.filter((_, i) => isHeld(i)) };
}
