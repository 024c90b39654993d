/** A BMP file of 12 rows and 14 columns, with every byte somewhere: stripes that the seed shifts. */
export function picture(seed: number): Uint8Array {
  const [height, width] = [12, 14];
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++)
    for (let i = 0; i < width * 3; i++)
      file[54 + y * stride + i] = y % 4 === 0 ? 255 : (i * 37 + y * 101 + seed * 53) % 256;
  return file;
}
