import { type Tensor, makeTensor } from '@openbpu/tensor';

/** 0..255 to -128..127: every element minus 128, exact. The intermediate form of the picture types. */
export function toCentered(tensor: Tensor<'uint8'>): Tensor<'int8'> {
  return makeTensor(
    'int8',
    tensor.shape,
    Int8Array.from(tensor.data, (value) => value - 128),
  );
}
