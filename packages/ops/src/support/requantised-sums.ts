import { type Tensor, type TensorType, allocate, expectDType, makeTensor, rangeOf, requantize } from '@openbpu/tensor';
import { MAX_SUMMED } from './accumulator';
import { expectScalar } from './expect-input';
import { expectQuantised, expectQuantisedType } from './quantised';
import { type Reduction, reduceShape, reduceSums } from './reduce';

/**
 * Output type of an integer mean over axes; the multiplier is a float32 scalar. Throws RangeError when an int32 sum
 * could overflow.
 */
export function inferRequantisedSums(
  x: TensorType | undefined,
  multiplier: TensorType | undefined,
  reduction: Reduction,
  op: string,
): TensorType {
  if (!x) throw new TypeError(`${op} takes an integer tensor`);
  const dtype = expectQuantisedType(x.dtype, op);
  expectScalar(multiplier, 'the multiplier');
  const { shape, count } = reduceShape(x.shape, reduction);
  const most = dtype === 'int8' ? MAX_SUMMED : Math.floor(MAX_SUMMED / 256);
  if (count > most) throw new RangeError(`a sum of ${count} ${dtype} elements may overflow int32`);
  return { dtype, shape, layout: shape.length === 4 ? x.layout : 'none' };
}

/** `clamp(rne(fround(fround(Σx)·M)))` over the folded axes. */
export function requantisedSums(x: Tensor, multiplier: Tensor, reduction: Reduction): Tensor {
  const q = expectQuantised(x);
  const m = expectDType(multiplier, 'float32').data[0];
  const [low, high] = rangeOf(q.dtype);
  const sums = reduceSums(q, reduction);
  const y = allocate(q.dtype, sums.length);
  sums.forEach((sum, i) => (y[i] = requantize(sum, m, low, high)));
  return makeTensor(q.dtype, reduceShape(q.shape, reduction).shape, y);
}
