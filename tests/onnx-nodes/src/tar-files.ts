import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/** The plain files of a gzipped tar by path, in the order they stand in it; names up to 255 characters. */
export function* tarFiles(archive: Uint8Array): Generator<{ readonly name: string; readonly bytes: Uint8Array }> {
  const tar = gunzipSync(archive);
  const text = (from: number, length: number) => tar.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  let long = '';
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12).trim() || '0', 8);
    const kind = String.fromCharCode(tar[at + 156]);
    const prefix = text(at + 257, 6) === 'ustar' ? text(at + 345, 155) : '';
    const name = long || `${prefix}${prefix ? '/' : ''}${text(at, 100)}`;
    const bytes = new Uint8Array(tar.subarray(at + BLOCK, at + BLOCK + size));
    long = kind === 'L' ? Buffer.from(bytes).toString('utf8').replace(/\0.*$/s, '') : '';
    if (kind === '0' || kind === '\0') yield { name, bytes };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
