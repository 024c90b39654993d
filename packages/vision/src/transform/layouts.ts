/**
 * Interleaved pixels (height, width, channels) to planes (channels, height, width). `data.length` must be a whole
 * number of pixels.
 */
export function hwcToChw(data: Uint8Array, channels: number): Uint8Array {
  const plane = data.length / channels;
  if (!Number.isInteger(plane))
    throw new RangeError(`${data.length} bytes are no whole number of pixels of ${channels} channels`);
  const out = new Uint8Array(data.length);
  for (let c = 0, to = 0; c < channels; c++) {
    for (let from = c; from < data.length; from += channels) out[to++] = data[from];
  }
  return out;
}

/**
 * Planes (channels, height, width) to interleaved pixels (height, width, channels). `data.length` must be a whole
 * number of pixels.
 */
export function chwToHwc(data: Uint8Array, channels: number): Uint8Array {
  const plane = data.length / channels;
  if (!Number.isInteger(plane))
    throw new RangeError(`${data.length} bytes are no whole number of pixels of ${channels} channels`);
  const out = new Uint8Array(data.length);
  for (let c = 0, from = 0; c < channels; c++) {
    for (let to = c; to < data.length; to += channels) out[to] = data[from++];
  }
  return out;
}
