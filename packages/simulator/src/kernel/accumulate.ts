import type { Region } from '@openbpu/machine';
import { requantize } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';

/** What a `conv`, `dwconv` or `gemm` does with its sums. */
export interface Accumulation {
  readonly y: Region;
  readonly bias: Region;
  readonly multiplier?: Region | undefined;
  readonly low: number;
  readonly high: number;
}

/** Stores one sum of products (exact, bias not yet added) of channel `c` at element `at` of y. */
export type StoreSum = (at: number, c: number, sum: number) => void;

/**
 * `clamp(rne(fround(fround(sum + bias[c])·multiplier[c])), low, high)`, or `sum + bias[c]` where there is no
 * multiplier.
 */
export function storeSum(memory: Memory, { y, bias, multiplier, low, high }: Accumulation): StoreSum {
  const out = memory.integers(y);
  const b = memory.array(bias.space, 'int32');
  const b0 = firstOf(bias);
  if (!multiplier) return (at, c, sum) => void (out[at] = sum + b[b0 + c]);
  const m = memory.array(multiplier.space, 'float32');
  const m0 = firstOf(multiplier);
  return (at, c, sum) => void (out[at] = requantize(sum + b[b0 + c], m[m0 + c], low, high));
}
