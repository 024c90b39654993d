import { open, stat } from 'node:fs/promises';
import { fail } from '@openbpu/diagnostics';
import { ARTIFACT } from './catalogue';
import { systemReason } from './system-reason';

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

/** The bytes of a regular file, which is open only while it is being read. */
export async function fileSource(path: string): Promise<ByteSource> {
  const at = { name: path, file: path };
  const refuse = (error: unknown): never => {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    return fail(ARTIFACT.cannotRead({ reason }, at), error);
  };
  const found = await stat(path).catch(refuse);
  if (!found.isFile()) fail(ARTIFACT.cannotRead({ reason: 'it is not a regular file' }, at));
  return {
    name: path,
    size: found.size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      const file = await open(path).catch(refuse);
      try {
        for (let done = 0; done < length;) {
          const { bytesRead } = await file.read(bytes, done, length - done, offset + done).catch(refuse);
          if (bytesRead === 0) fail(ARTIFACT.truncated({ expected: found.size, found: offset + done }, at));
          done += bytesRead;
        }
      } finally {
        await file.close();
      }
      return bytes;
    },
  };
}
