import { type Tensor, type TensorType, allocate, expectDType, makeTensor, rangeOf, requantize } from '@openbpu/tensor';
import { MAX_SUMMED } from './accumulator';
import { resultType } from './attrs';
import { expectScalar } from './expect-input';
import { expectQuantised, expectQuantisedType } from './quantised';
import { type Reduction, reduceShape, reduceSums } from './reduce';

/** Which axes a mean folds away, and the type of its result. */
export type IntegerReduction = Reduction & { readonly dtype?: 'int16' | undefined };

/**
 * Output type of an integer mean over axes: int8, or int16 where `dtype` says so; the multiplier is a float32 scalar.
 * Throws RangeError when an int32 sum of int8 could overflow; sums of int16 are exact whatever their size.
 */
export function inferRequantisedSums(
  x: TensorType | undefined,
  multiplier: TensorType | undefined,
  reduction: IntegerReduction,
  op: string,
): TensorType {
  if (!x) throw new TypeError(`${op} takes an integer tensor`);
  const dtype = expectQuantisedType(x.dtype, op);
  expectScalar(multiplier, 'the multiplier');
  const { shape, count } = reduceShape(x.shape, reduction);
  if (dtype === 'int8' && count > MAX_SUMMED)
    throw new RangeError(`a sum of ${count} ${dtype} elements may overflow int32`);
  return { dtype: resultType(reduction), shape, layout: shape.length === 4 ? x.layout : 'none' };
}

/** `clamp(rne(fround(fround(Σx)·M)))` over the folded axes. */
export function requantisedSums(x: Tensor, multiplier: Tensor, reduction: IntegerReduction): Tensor {
  const q = expectQuantised(x);
  const m = expectDType(multiplier, 'float32').data[0];
  const dtype = resultType(reduction);
  const [low, high] = rangeOf(dtype);
  const sums = reduceSums(q, reduction);
  const y = allocate(dtype, sums.length);
  sums.forEach((sum, i) => (y[i] = requantize(sum, m, low, high)));
  return makeTensor(dtype, reduceShape(q.shape, reduction).shape, y);
}
