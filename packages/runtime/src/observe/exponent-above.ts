/** Below 2^−64 everything counts as nothing: scales stay far from where float32 loses bits. */
export const SMALLEST_EXPONENT = -64;

const scratch = new DataView(new ArrayBuffer(8));
const EXPONENT_BIAS = 1023;
const MANTISSA_BITS = 20;

/** The smallest e ≥ −64 with 2^e > magnitude. `magnitude` is finite and not negative. */
export function exponentAbove(magnitude: number): number {
  scratch.setFloat64(0, magnitude);
  return Math.max(SMALLEST_EXPONENT, (scratch.getUint32(0) >>> MANTISSA_BITS) - EXPONENT_BIAS + 1);
}
