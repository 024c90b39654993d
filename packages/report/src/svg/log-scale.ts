import type { Scale } from './scale';

export interface LogScaleOptions {
  /** Powers of ten at both ends, lowest first. */
  readonly powers: readonly [number, number];
  /** Pixels of the lowest and the highest. */
  readonly pixels: readonly [number, number];
}

/** A logarithmic axis with a tick at every power of ten. Zero and what is below the axis stand at its low end. */
export function logScale({ powers: [low, high], pixels: [from, to] }: LogScaleOptions): Scale {
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => ({
    value: 10 ** (low + i),
    label: `10${superscript(low + i)}`,
  }));
  return {
    ticks,
    at: (value) => {
      const power = value > 0 ? Math.log10(value) : low;
      return from + ((Math.min(Math.max(power, low), high) - low) / (high - low)) * (to - from);
    },
  };
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(power: number): string {
  return (power < 0 ? '⁻' : '') + [...String(Math.abs(power))].map((digit) => DIGITS[Number(digit)]).join('');
}
