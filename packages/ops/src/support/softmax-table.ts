import { rne } from '@openbpu/tensor';

/**
 * The table of HzSoftmax for integers at `scale`, along an axis of `length` elements: `T[d] = rne(2^k ·
 * exp(−d·scale))`, `k = 30 − ceil(log2 length)`, so that a sum of `length` entries stays within 2³⁰.
 */
export function softmaxTable(scale: number, length: number): Int32Array {
  let k = 30;
  while (length > 2 ** (30 - k)) k--;
  return Int32Array.from({ length: 256 }, (_, d) => rne(2 ** k * Math.exp(-d * scale)));
}
