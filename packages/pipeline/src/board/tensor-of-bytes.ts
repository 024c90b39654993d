import { type Tensor, type TensorType, bytesPerElement, dataFromBytes, makeTensor } from '@openbpu/tensor';

/** A tensor whose elements are these bytes, wherever they begin. */
export function tensorOfBytes({ dtype, shape }: Pick<TensorType, 'dtype' | 'shape'>, bytes: Uint8Array): Tensor {
  const aligned = bytes.byteOffset % bytesPerElement(dtype) === 0 ? bytes : Uint8Array.from(bytes);
  return makeTensor(dtype, shape, dataFromBytes(dtype, aligned));
}
