import { type Kernels } from './kernels';

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
