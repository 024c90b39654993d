import { linearScale } from './linear-scale';
import type { Scale } from './scale';

export interface CountScaleOptions {
  /** The largest count. */
  readonly max: number;
  /** Pixels of 0 and of the end of the axis. */
  readonly pixels: readonly [number, number];
  readonly logarithmic: boolean;
}

/**
 * An axis of counts from 0. Logarithmic it places a count n at log(1 + n): a single value shows beside millions, and
 * none is none.
 */
export function countScale({ max, pixels, logarithmic }: CountScaleOptions): Scale {
  if (!logarithmic) return linearScale({ max, pixels, label: shortCount });
  const [from, to] = pixels;
  const powers = Math.max(1, Math.ceil(Math.log10(Math.max(max, 1))));
  const ends = Math.log1p(10 ** powers);
  const values = [0, ...Array.from({ length: powers }, (_, i) => 10 ** (i + 1))];
  const gap = Math.ceil(powers / 6);
  return {
    ticks: values
      .filter((_, i) => i === 0 || (powers - i) % gap === 0)
      .map((value) => ({ value, label: shortCount(value) })),
    at: (value) => from + (Math.log1p(Math.min(Math.max(value, 0), 10 ** powers)) / ends) * (to - from),
  };
}

/** 950, 20k, 1.5M, 3G. */
function shortCount(count: number): string {
  const [size, unit] = (
    [
      [1e9, 'G'],
      [1e6, 'M'],
      [1e3, 'k'],
    ] as const
  ).find(([least]) => count >= least) ?? [1, ''];
  return `${Number((count / size).toPrecision(3))}${unit}`;
}
