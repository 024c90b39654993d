import { bytesOf } from '@openbpu/tensor';
import { wave } from './nets';

/** A field of a protobuf message that holds bytes. */
function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

/** A number below 2^14. */
function varint(value: number): Uint8Array {
  return value < 128 ? Uint8Array.of(value) : Uint8Array.of((value % 128) + 128, Math.floor(value / 128));
}

/**
 * A caffemodel of one convolution of 1x1, 3 channels to 3: LayerParameter `name` 1 and `blobs` 7, BlobProto `shape` 7
 * and `data` 5.
 */
export function caffemodel(layer: string): Uint8Array {
  const shape = field(7, field(1, Uint8Array.of(3, 3, 1, 1)));
  const blob = Buffer.concat([shape, field(5, bytesOf(wave([9], 1).data))]);
  return field(100, Buffer.concat([field(1, Buffer.from(layer)), field(7, blob)]));
}
