import { type DType, type Shape, type Tensor, type TensorData, allocate, sizeOf } from '@openbpu/tensor';

/**
 * A new tensor of `shape` whose element at index i is `x.data[offset + Σ i[d]·strides[d]]`; strides may be 0 or
 * negative. Any element type. The caller answers for the indices lying inside `x`.
 */
export function copyStrided(x: Tensor, shape: Shape, offset: number, strides: readonly number[]): Tensor {
  const y = allocate<DType>(x.dtype, sizeOf(shape));
  const index = new Array<number>(shape.length).fill(0);
  for (let at = 0, from = offset; at < y.length; at++) {
    copyElement(x.data, from, y, at);
    for (let d = shape.length - 1; d >= 0; d--) {
      from += strides[d];
      if (++index[d] < shape[d]) break;
      from -= strides[d] * shape[d];
      index[d] = 0;
    }
  }
  return { dtype: x.dtype, shape, data: y };
}

/** `to[index] = from[at]` for two arrays of one element type. */
export function copyElement(from: TensorData, at: number, to: TensorData, index: number): void {
  to[index] = from[at];
}
