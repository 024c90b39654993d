import { type Tensor, makeTensor } from '@openbpu/tensor';

/** 0..255 to -128..127: every element minus 128, exact. The intermediate form of the picture types. */
export function toCentered({ shape, data }: Tensor<'uint8'>): Tensor<'int8'> {
  const centred = new Int8Array(data.length);
  for (let i = 0; i < centred.length; i++) centred[i] = data[i] - 128;
  return makeTensor('int8', shape, centred);
}
