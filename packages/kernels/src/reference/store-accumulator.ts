import { requantize } from '@openbpu/tensor';

/** Writes an accumulator (taken modulo 2^32) as it is, or requantised to int8. */
export function storeAccumulator(
  memory: ArrayBuffer,
  at: number,
  acc: number,
  multiplier: number,
  { output = 'int8', lo = -128, hi = 127 }: { output?: 'int8' | 'int32'; lo?: number; hi?: number },
): void {
  const view = new DataView(memory);
  if (output === 'int32') view.setInt32(at, acc | 0, true);
  else view.setInt8(at, requantize(acc | 0, multiplier, lo, hi));
}
