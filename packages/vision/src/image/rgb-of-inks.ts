/**
 * R, G and B of pixels in CMYK, 255 the most ink, `channels` bytes a pixel of which the first four are inks. An ink
 * takes its share of what black has left of the light, as OpenCV reckons it; no profile is asked.
 */
export function rgbOfInks(inks: Uint8Array, channels: number): Uint8Array {
  const pixels = inks.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    const light = 255 - inks[i * channels + 3];
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = light - ((inks[i * channels + c] * light) >> 8);
  }
  return rgb;
}
