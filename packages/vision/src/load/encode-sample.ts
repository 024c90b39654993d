import { type Tensor, bytesOf, saturate } from '@openbpu/tensor';

/** The bytes of a sample file, as `numpy.tofile` writes them: float32, or uint8 rounded half to even and clamped. */
export function encodeSample({ data }: Tensor<'float32'>, dtype: 'float32' | 'uint8'): Uint8Array {
  if (dtype === 'float32') return bytesOf(data);
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = saturate(data[i], 0, 255);
  return bytes;
}
