import type { QuantiseSite } from '@openbpu/ir';
import { type DType, type Tensor, type TensorType, allocate, int64, toNumbers } from '@openbpu/tensor';
import { copyElement } from './copy-strided';
import { inputAtScale } from './input-at-scale';

/** Throws TypeError where what should be indices is no whole numbers of 32 or 64 bits. */
export function expectIndices(type: TensorType | undefined, op: string): TensorType {
  if (type?.dtype !== 'int64' && type?.dtype !== 'int32')
    throw new TypeError(`${op} takes int32 or int64 indices, not ${type?.dtype ?? 'nothing'}`);
  return type;
}

/** Indices into a dimension, counted from its first element. Throws RangeError for one outside. */
export function indicesInto(indices: Tensor, size: number): number[] {
  return toNumbers(indices).map((index) => {
    if (index < -size || index >= size) throw new RangeError(`index ${index} is outside a dimension of ${size}`);
    return index < 0 ? index + size : index;
  });
}

/** A new tensor of the given elements of `x`. */
export function taken(x: Tensor, shape: readonly number[], from: (at: number) => number): Tensor {
  const data = allocate<DType>(
    x.dtype,
    shape.reduce((a, b) => a * b, 1),
  );
  for (let at = 0; at < data.length; at++) copyElement(x.data, from(at), data, at);
  return { dtype: x.dtype, shape, data };
}

/** Inputs of the integer form of an op that chooses elements of input 0 by the constant indices of input 1. */
export function chosen<A>(site: QuantiseSite<A>): readonly string[] {
  const indices = int64(site.constant(1)!.shape, toNumbers(site.constant(1)!));
  return [inputAtScale(site, 0, site.output(0)), site.addConstant('indices', indices)];
}
