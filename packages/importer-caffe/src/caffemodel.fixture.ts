import { Writer } from 'protobufjs';
import { type Shape, bytesOf } from '@openbpu/tensor';

export interface BlobFixture {
  readonly shape: Shape;
  readonly data: readonly number[];
}

/** How a blob is written: packed floats under a `shape`, or one of the older forms. */
export type BlobForm = 'packed' | 'unpacked' | 'legacy' | 'double' | 'double-unpacked' | 'raw-half' | 'raw-float';

/** Which generation of layer messages a caffemodel has. */
export type LayerForm = 'current' | 'v1' | 'v0';

/** The bytes of a NetParameter with these layers, written by an independent protobuf writer. */
export function caffemodel(
  layers: Readonly<Record<string, readonly BlobFixture[]>>,
  form: LayerForm = 'current',
  blobForm: BlobForm = 'packed',
): Uint8Array {
  const net = new Writer().uint32(key(1, 2)).string('net');
  for (const [name, blobs] of Object.entries(layers))
    net.uint32(key(form === 'current' ? 100 : 2, 2)).bytes(layer(name, blobs, form, blobForm));
  return plain(net.finish());
}

/** A BlobProto. */
export function blobBytes({ shape, data }: BlobFixture, form: BlobForm = 'packed'): Uint8Array {
  const blob = new Writer();
  if (form === 'legacy') [1, 1, 1, 1, ...shape].slice(-4).forEach((dim, i) => blob.uint32(key(i + 1, 0)).int32(dim));
  else {
    const dims = new Writer().uint32(key(1, 2)).fork();
    for (const dim of shape) dims.int64(dim);
    blob.uint32(key(7, 2)).bytes(dims.ldelim().finish());
  }
  if (form === 'raw-half' || form === 'raw-float') {
    const raw =
      form === 'raw-half' ? new Uint8Array(Uint16Array.from(data, halfOf).buffer) : bytesOf(Float32Array.from(data));
    blob
      .uint32(key(10, 0))
      .int32(form === 'raw-half' ? 2 : 1)
      .uint32(key(12, 2))
      .bytes(raw);
  } else if (form === 'unpacked') for (const value of data) blob.uint32(key(5, 5)).float(value);
  else if (form === 'double-unpacked') for (const value of data) blob.uint32(key(8, 1)).double(value);
  else {
    const double = form === 'double';
    blob.uint32(key(double ? 8 : 5, 2)).fork();
    for (const value of data)
      if (double) blob.double(value);
      else blob.float(value);
    blob.ldelim();
  }
  return plain(blob.finish());
}

function layer(name: string, blobs: readonly BlobFixture[], form: LayerForm, blobForm: BlobForm): Uint8Array {
  const fields = { current: { name: 1, blobs: 7 }, v1: { name: 4, blobs: 6 }, v0: { name: 1, blobs: 50 } }[form];
  const writer = new Writer().uint32(key(fields.name, 2)).string(name);
  for (const blob of blobs) writer.uint32(key(fields.blobs, 2)).bytes(blobBytes(blob, blobForm));
  return form === 'v0' ? new Writer().uint32(key(1, 2)).bytes(writer.finish()).finish() : writer.finish();
}

function key(field: number, wire: number): number {
  return field * 8 + wire;
}

function plain(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes);
}

/** The bits of a number that float16 holds exactly: sign, five bits of exponent, ten of mantissa. */
function halfOf(value: number): number {
  if (value === 0) return Object.is(value, -0) ? 0x8000 : 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), -14);
  const mantissa = Math.abs(value) / 2 ** exponent;
  const bits = mantissa < 1 ? mantissa * 1024 : (exponent + 15) * 1024 + (mantissa - 1) * 1024;
  return bits + (value < 0 ? 0x8000 : 0);
}
