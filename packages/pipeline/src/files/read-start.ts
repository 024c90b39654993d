import { createReadStream } from 'node:fs';

/**
 * The first `most` bytes of a file, all of it where it is shorter, so that no device and no file of gigabytes is read
 * to its end. Pipes are read like files. Rejects with the error of the system.
 */
export async function readStart(file: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let left = most;
  for await (const chunk of createReadStream(file)) {
    const bytes = chunk as Buffer;
    chunks.push(bytes.subarray(0, left));
    left -= bytes.byteLength;
    if (left <= 0) break;
  }
  return Buffer.concat(chunks);
}
