import { type Tensor, makeTensor } from '@openbpu/tensor';

/** -128..127 to 0..255: every element plus 128, exact. Undoes `toCentered`. */
export function fromCentered(tensor: Tensor<'int8'>): Tensor<'uint8'> {
  return makeTensor(
    'uint8',
    tensor.shape,
    Uint8Array.from(tensor.data, (value) => value + 128),
  );
}
