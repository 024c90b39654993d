import { gzipSync } from 'node:zlib';

/** A gzipped tar of files by path; a path with a `|` is written in two fields, prefix and name. */
export function tarOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([path, bytes]) => {
    const [prefix, name] = path.includes('|') ? path.split('|') : ['', path];
    return name.length > 100
      ? [...entry('', '././@LongLink', 'L', Buffer.from(`${name}\0`)), ...entry('', name.slice(0, 100), '0', bytes)]
      : entry(prefix, name, name.endsWith('/') ? '5' : '0', bytes);
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function entry(prefix: string, name: string, kind: string, bytes: Uint8Array): Uint8Array[] {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write(kind, 156);
  head.write('ustar\0' + '00', 257);
  head.write(prefix, 345);
  return [head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
