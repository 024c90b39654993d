import { type Tensor, makeTensor } from '@openbpu/tensor';

/** -128..127 to 0..255: every element plus 128, exact. Undoes `toCentered`. */
export function fromCentered({ shape, data }: Tensor<'int8'>): Tensor<'uint8'> {
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = data[i] + 128;
  return makeTensor('uint8', shape, bytes);
}
