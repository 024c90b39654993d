import { FILE_KINDS, openUserFile } from '@openbpu/guard';

/** Bytes that can be read at any position. */
export interface ByteSource {
  /** What messages call it. */
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the caller keeps within `size`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** The bytes of an array; what is read is a view on it. */
export function memorySource(bytes: Uint8Array, name = '.bin'): ByteSource {
  return {
    name,
    size: bytes.byteLength,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** The bytes of a regular file, which is open only while it is being read. Throws DiagnosticError (GRD) for another. */
export function fileSource(path: string): ByteSource {
  const { size, read } = openUserFile(path, FILE_KINDS.bin);
  return { name: path, size, read: async (offset, length) => read(offset, length) };
}

/** A part of another source. */
export function partOf(source: ByteSource, offset: number, size: number, name: string): ByteSource {
  return { name, size, read: (at, length) => source.read(offset + at, length) };
}
