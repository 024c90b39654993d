import { bmp } from '@openbpu/testkit';

/** A BMP file of 12 rows and 14 columns, with every byte somewhere: stripes that the seed shifts. */
export function picture(seed: number): Uint8Array {
  return bmp(14, 12, (x, y) => {
    const at = (channel: number) => (y % 4 === 0 ? 255 : ((3 * x + channel) * 37 + y * 101 + seed * 53) % 256);
    return [at(2), at(1), at(0)];
  });
}
