import { type Tensor, halvesToFloats, hasDType } from '@openbpu/tensor';

/** The elements of a tensor as numbers, whatever their type; of int64 and uint64 rounded where they are beyond 2^53. */
export function valuesOf(tensor: Tensor): ArrayLike<number> {
  if (hasDType(tensor, 'float16')) return halvesToFloats(tensor.data);
  if (hasDType(tensor, 'int64') || hasDType(tensor, 'uint64')) return Float64Array.from(tensor.data, Number);
  return tensor.data as Exclude<Tensor['data'], BigInt64Array | BigUint64Array>;
}

/** How many elements of a tensor are NaN; infinities are none. */
export function countNaN(tensor: Tensor): number {
  const values = valuesOf(tensor);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) count++;
  return count;
}
