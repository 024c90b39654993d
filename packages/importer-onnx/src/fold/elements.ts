import { type DType, type Shape, type Tensor, allocate, halfToFloat, isFloat, makeTensor } from '@openbpu/tensor';

/** The elements exactly: integers and booleans as bigints, floats as numbers. */
export function elementsOf(tensor: Tensor): bigint[] | number[] {
  if (tensor.dtype === 'float16') return Array.from(tensor.data as Uint16Array, halfToFloat);
  const { data } = tensor;
  if (data instanceof Float32Array || data instanceof Float64Array) return Array.from(data);
  return Array.from(data as Iterable<number | bigint>, BigInt);
}

/** The elements of an integer or boolean tensor; undefined for floats. */
export function integersOf(tensor: Tensor | undefined): bigint[] | undefined {
  return tensor === undefined || isFloat(tensor.dtype) ? undefined : (elementsOf(tensor) as bigint[]);
}

/** A tensor of integers, wrapped to its element type as two's complement; booleans are 0 or 1. */
export function integerTensor(dtype: DType, shape: Shape, values: readonly bigint[]): Tensor {
  const data = allocate(dtype, values.length);
  values.forEach((value, i) => {
    if (data instanceof BigInt64Array || data instanceof BigUint64Array) data[i] = value;
    else data[i] = dtype === 'bool' ? (value === 0n ? 0 : 1) : Number(BigInt.asIntN(32, value));
  });
  return makeTensor(dtype, shape, data);
}

/** The same type with some elements: those at `indices`, in that order, under another shape. */
export function pick(tensor: Tensor, shape: Shape, indices: ArrayLike<number>): Tensor {
  const data = allocate(tensor.dtype, indices.length);
  for (let i = 0; i < indices.length; i++) data[i] = tensor.data[indices[i]];
  return makeTensor(tensor.dtype, shape, data);
}
