import type { GivenSample } from './feeding';

/** What the values of samples look like, as a whole. */
export type RangeKind =
  /** 0..255, as pictures have; a cubic kernel overshoots a little. */
  | 'bytes'
  /** 0..1. */
  | 'unit'
  /** A span of bytes about 0. */
  | 'centred'
  /** A few units, below 0 too. */
  | 'normalised'
  /** A few units or less, not below 0, and not 0..1. */
  | 'scaled'
  | 'constant'
  | 'other';

export interface SampleRange {
  readonly low: number;
  readonly high: number;
  readonly kind: RangeKind;
}

const OVERSHOOT = 32;

/** The range of all samples together. Values that are no numbers are passed over; without any it is 'other'. */
export function sampleRange(samples: readonly GivenSample[]): SampleRange {
  let [low, high] = [Infinity, -Infinity];
  for (const { data } of samples)
    for (let i = 0; i < data.length; i++) {
      const value = data[i];
      if (value < low && value > -Infinity) low = value;
      if (value > high && value < Infinity) high = value;
    }
  return { low, high, kind: kindOf(low, high) };
}

function kindOf(low: number, high: number): RangeKind {
  if (low > high) return 'other';
  if (low === high) return 'constant';
  if (low >= -OVERSHOOT && high <= 255 + OVERSHOOT && high > 30 && (low >= -1 || high > 127)) return 'bytes';
  if (low >= -0.05 && high <= 1.2 && high > 0.3) return 'unit';
  if (low < -10 && high > 10 && high - low <= 255 + 2 * OVERSHOOT) return 'centred';
  if (low < -0.1 && high - low <= 20) return 'normalised';
  if (low >= -0.1 && high <= 20) return 'scaled';
  return 'other';
}
