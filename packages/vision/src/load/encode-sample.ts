import { type Tensor, bytesOf, saturate } from '@openbpu/tensor';

/** The bytes of a sample file, as `numpy.tofile` writes them: float32, or uint8 rounded half to even and clamped. */
export function encodeSample({ data }: Tensor<'float32'>, dtype: 'float32' | 'uint8'): Uint8Array {
  return dtype === 'float32' ? bytesOf(data) : Uint8Array.from(data, (value) => saturate(value, 0, 255));
}
