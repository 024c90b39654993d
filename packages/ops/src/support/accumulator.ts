import type { QuantDType } from '@openbpu/tensor';

/** Int32 accumulators stay below this magnitude. */
const LIMIT = 2 ** 31;

/** Magnitude of the largest int8 activation. */
const LARGEST_ACTIVATION = 128;

/** The largest number of int8 elements whose sum surely fits int32. */
export const MAX_SUMMED = LIMIT / LARGEST_ACTIVATION - 1;

/** Largest magnitude of a weight, and of a bias with room for the rounding of its scale. */
const [LARGEST_WEIGHT, LARGEST_BIAS] = [127, 2 ** 30 + 2 ** 8];

/**
 * Whether int32 holds the sum of so many products of int16 activations and weights, and a bias, whatever they are: up
 * to 258. Sums of int8 are proved when the weights are known.
 */
export function provenTail(products: number, dtype: QuantDType = 'int8'): boolean {
  return dtype !== 'int16' || products * LARGEST_WEIGHT * 2 ** 15 + LARGEST_BIAS < LIMIT;
}

/**
 * The largest magnitude the accumulator of each output channel can reach: `largest·Σ|w| + |bias|`, on int8 activations
 * (128) unless told. `weights` are the output channels one after another, as many as there are biases.
 */
export function accumulatorBounds(
  weights: Int8Array | Int16Array,
  bias: Int32Array,
  largest = LARGEST_ACTIVATION,
): Float64Array {
  const per = weights.length / bias.length;
  if (bias.length > 0 && !Number.isInteger(per))
    throw new RangeError(`${weights.length} weights do not divide among ${bias.length} output channels`);
  return Float64Array.from(bias, (b, c) => {
    let sum = 0;
    for (let i = c * per; i < (c + 1) * per; i++) sum += Math.abs(weights[i]);
    return largest * sum + Math.abs(b);
  });
}

/** The proof that no int32 accumulator overflows, whatever the activations: every bound is below 2³¹. */
export function accumulatorFits(weights: Int8Array | Int16Array, bias: Int32Array): boolean {
  return accumulatorBounds(weights, bias).every((bound) => bound < LIMIT);
}
