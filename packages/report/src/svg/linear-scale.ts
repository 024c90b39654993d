import type { Scale } from './scale';

export interface LinearScaleOptions {
  /** The axis goes from 0 to at least this. */
  readonly max: number;
  /** Pixels of 0 and of the end of the axis. */
  readonly pixels: readonly [number, number];
  readonly label: (value: number) => string;
  /** About how many steps. */
  readonly steps?: number;
  /** The axis ends at `max` itself rather than at the next tick. */
  readonly tight?: boolean;
}

/** An axis from 0 with ticks at 1, 2 or 5 times a power of ten. A `max` of 0 is drawn as 1. */
export function linearScale({ max, pixels: [from, to], label, steps = 4, tight = false }: LinearScaleOptions): Scale {
  const top = max > 0 ? max : 1;
  const step = niceStep(top / steps);
  const end = tight ? top : Math.ceil(top / step - 1e-9) * step;
  const count = Math.floor(end / step + 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, i) => ({ value: i * step, label: label(i * step) }));
  return { ticks, at: (value) => from + (Math.min(Math.max(value, 0), end) / end) * (to - from) };
}

/** The smallest of 1, 2, 5, 10 times a power of ten that is not below the rough step. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
}
