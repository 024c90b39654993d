import { boundsOf, type ClampBounds, expectFinite } from './checks';
import type { Kernels } from './kernels';

const LEAST_RUN = 256;

/**
 * Hands `use` an operand of `period` bytes that is to be repeated, written out often enough that a run is long and
 * whole vectors; a long operand is passed on as it is.
 */
export function withRepeated(
  kernels: Kernels,
  offset: number,
  period: number,
  length: number,
  use: (offset: number, period: number) => void,
): void {
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period ${period} is not a positive integer`);
  if (period >= length || period >= LEAST_RUN * 2) return use(offset, period);
  const vectors = 16 / divisorOf16(period);
  const times = vectors * Math.ceil(LEAST_RUN / (vectors * period));
  kernels.scratch(times * period, (scratch) => {
    const bytes = kernels.u8(0, kernels.memory.byteLength);
    for (let i = 0; i < times; i++) bytes.copyWithin(scratch + i * period, offset, offset + period);
    use(scratch, times * period);
  });
}

/** Largest power of two, at most 16, that divides `n`. */
function divisorOf16(n: number): number {
  return Math.min(16, n & -n);
}

export interface AddS8 extends ClampBounds {
  /** int8 [length]. */
  readonly a: number;
  /** int8 [period], repeated along a. */
  readonly b: number;
  /** int8 [length]; may be a. */
  readonly y: number;
  readonly length: number;
  /** Default `length`; `channels` for one value per channel, 1 for a scalar. */
  readonly period?: number;
  readonly aMultiplier: number;
  readonly bMultiplier: number;
}

/**
 * `y[i] = clamp(rne(fround(fround(a[i] * aMultiplier) + fround(b[i mod period] * bMultiplier))), lo, hi)`; a NaN sum
 * gives 0.
 */
export function addS8(kernels: Kernels, p: AddS8): void {
  expectFinite('multiplier', [p.aMultiplier, p.bMultiplier]);
  const bounds = boundsOf(p);
  if (p.length === 0) return;
  withRepeated(kernels, p.b, p.period ?? p.length, p.length, (b, period) =>
    kernels.run.addS8({ ...p, ...bounds, b, period }),
  );
}

/**
 * `y[i] = clamp(rne(fround(fround(a[i] * aMultiplier) - fround(b[i mod period] * bMultiplier))), lo, hi)`: the sum with
 * the second multiplier negated, which is the same float, since negation is exact.
 */
export function subS8(kernels: Kernels, p: AddS8): void {
  addS8(kernels, { ...p, bMultiplier: -p.bMultiplier });
}

export interface MulS8 extends ClampBounds {
  /** int8 [length]. */
  readonly a: number;
  /** int8 [period], repeated along a. */
  readonly b: number;
  /** int8 [length]; may be a. */
  readonly y: number;
  readonly length: number;
  /** Default `length`; `channels` for one value per channel, 1 for a scalar. */
  readonly period?: number;
  readonly multiplier: number;
}

/** `y[i] = clamp(rne(fround((a[i] * b[i mod period]) * multiplier)), lo, hi)`, the product in int32. */
export function mulS8(kernels: Kernels, p: MulS8): void {
  expectFinite('multiplier', [p.multiplier]);
  const bounds = boundsOf(p);
  if (p.length === 0) return;
  withRepeated(kernels, p.b, p.period ?? p.length, p.length, (b, period) =>
    kernels.run.mulS8({ ...p, ...bounds, b, period }),
  );
}

export interface RequantS8 extends ClampBounds {
  /** int8 [length]. */
  readonly x: number;
  /** int8 [length]; may be x. */
  readonly y: number;
  readonly length: number;
  readonly multiplier: number;
}

/** From one int8 scale to another: `y[i] = clamp(rne(fround(x[i] * multiplier)), lo, hi)`. */
export function requantS8(kernels: Kernels, p: RequantS8): void {
  expectFinite('multiplier', [p.multiplier]);
  const bounds = boundsOf(p);
  kernels.run.requantS8({ ...p, ...bounds });
}

export interface RequantS32 extends ClampBounds {
  /** int32 [rows, channels]. */
  readonly x: number;
  /** int8 [rows, channels]. */
  readonly y: number;
  readonly rows: number;
  readonly channels: number;
  /** float32 [channels], finite. */
  readonly multipliers: number;
}

/** Accumulators to int8: `y[r, c] = clamp(rne(fround(fround(x[r, c]) * multipliers[c])), lo, hi)`. */
export function requantS32(kernels: Kernels, p: RequantS32): void {
  expectFinite('multiplier', kernels.f32(p.multipliers, p.channels));
  const bounds = boundsOf(p);
  kernels.run.requantS32({ ...p, ...bounds });
}

export interface PreluS8 extends ClampBounds {
  /** int8 [rows, channels]. */
  readonly x: number;
  /** int8 [rows, channels]; may be x. */
  readonly y: number;
  readonly rows: number;
  readonly channels: number;
  /** Where x >= 0. */
  readonly multiplier: number;
  /** float32 [channels], finite: where x < 0, `fround(multiplier * slope[c])`. */
  readonly negativeMultipliers: number;
}

/** `y = clamp(rne(fround(x * (x < 0 ? negativeMultipliers[c] : multiplier))), lo, hi)`. */
export function preluS8(kernels: Kernels, p: PreluS8): void {
  expectFinite('multiplier', [p.multiplier]);
  expectFinite('multiplier', kernels.f32(p.negativeMultipliers, p.channels));
  const bounds = boundsOf(p);
  kernels.run.preluS8({ ...p, ...bounds });
}
