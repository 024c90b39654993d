import { niceStep } from './linear-scale';
import type { Scale } from './scale';

export interface RangeScaleOptions {
  /** What is to be on the axis, both ends; what is not finite counts as nothing. */
  readonly low: number;
  readonly high: number;
  /** Pixels of the lower and of the upper end. */
  readonly pixels: readonly [number, number];
  /** About how many steps. */
  readonly steps?: number;
  /** The axis ends at `low` and `high` themselves rather than at ticks. */
  readonly tight?: boolean;
}

/** The least that two ends are apart, as a part of the larger of them: labels could not tell them apart. */
const APART = 1e-9;
/** Ends that are smaller count as 0. */
const SMALLEST = 1e-300;

/**
 * An axis over any range, with ticks at 1, 2 or 5 times a power of ten. Ends that are one, or closer than labels tell,
 * are moved apart.
 */
export function rangeScale({ low, high, pixels: [from, to], steps = 4, tight = false }: RangeScaleOptions): Scale {
  const [least, most] = apart(Number.isFinite(low) ? low : 0, Number.isFinite(high) ? high : 0);
  const step = niceStep((most - least) / steps);
  const first = Math.ceil(least / step - 1e-6);
  const last = Math.floor(most / step + 1e-6);
  const [start, end] = tight
    ? [least, most]
    : [Math.floor(least / step + 1e-6) * step, Math.ceil(most / step - 1e-6) * step];
  const begin = tight ? first : Math.round(start / step);
  const count = (tight ? last : Math.round(end / step)) - begin + 1;
  const digits = Math.min(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)), 20);
  const label = (value: number) => (step >= 1e-7 && Math.abs(end) < 1e6 ? value.toFixed(digits) : tidy(value, step));
  const ticks = Array.from({ length: Math.max(count, 0) }, (_, i) => {
    const value = (begin + i) * step;
    return { value, label: label(value === 0 ? 0 : value) };
  });
  return {
    ticks,
    at: (value) => from + ((Math.min(Math.max(value, start), end) - start) / (end - start)) * (to - from),
  };
}

function apart(low: number, high: number): readonly [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < SMALLEST) return [0, 1];
  const missing = size * APART - (high - low);
  return missing > 0 ? [low - size / 2, high + size / 2] : [low, high];
}

/** As many digits as tell the value from its neighbours. */
function tidy(value: number, step: number): string {
  if (value === 0) return '0';
  const digits = Math.min(Math.max(1, Math.ceil(Math.log10(Math.abs(value) / step)) + 1), 15);
  return String(Number(value.toPrecision(digits)));
}
