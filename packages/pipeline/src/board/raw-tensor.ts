import { type TensorProperties, withoutPadding } from '@openbpu/board';
import { type Tensor, type TensorType, bytesPerElement, sizeOf } from '@openbpu/tensor';
import { tensorOfBytes } from './tensor-of-bytes';

/** How the bytes of a tensor lie without and with the padding of memory. */
export type Storage = TensorProperties['storage'];

/** Of a tensor that has no padding. */
export function compactStorage({ dtype, shape }: Pick<TensorType, 'dtype' | 'shape'>): Storage {
  return { compact: shape, padded: shape, elementBytes: bytesPerElement(dtype) };
}

/** How many bytes a tensor takes without and with the padding. */
export function rawSizes({ compact, padded, elementBytes }: Storage): {
  readonly least: number;
  readonly most: number;
} {
  return { least: sizeOf(compact) * elementBytes, most: sizeOf(padded) * elementBytes };
}

/** The tensor whose bytes these are, without or with the padding; undefined where there are more or fewer. */
export function rawTensor(
  bytes: Uint8Array,
  type: Pick<TensorType, 'dtype' | 'shape'>,
  storage: Storage = compactStorage(type),
): Tensor | undefined {
  const { compact, padded, elementBytes } = storage;
  const { least, most } = rawSizes(storage);
  if (bytes.length === least) return tensorOfBytes(type, bytes);
  return bytes.length === most ? tensorOfBytes(type, withoutPadding(bytes, padded, compact, elementBytes)) : undefined;
}
