/** A decoded picture: 8-bit pixels, row by row, channels interleaved (HWC). Treated as immutable once built. */
export interface Image {
  readonly width: number;
  readonly height: number;
  /** 3: R, G, B in this order. 1: gray. */
  readonly channels: 1 | 3;
  /** `height * width * channels` bytes. */
  readonly data: Uint8Array;
}

/** The most pixels of a picture: what the codec takes. */
export const MOST_PIXELS = 0x3fff ** 2;

/**
 * Builds an image; without `data` it is black. Throws RangeError for sides below 1, other channel counts or a wrong
 * data length.
 */
export function makeImage(width: number, height: number, channels: number, data?: Uint8Array): Image {
  if (!isSide(width) || !isSide(height))
    throw new RangeError(`a picture of ${height}x${width} (height x width) is impossible`);
  if (channels !== 1 && channels !== 3) throw new RangeError(`a picture of ${channels} channels is impossible`);
  const size = width * height * channels;
  if (data !== undefined && data.length !== size)
    throw new RangeError(`${data.length} bytes do not fill a picture of ${height}x${width}x${channels}`);
  return { width, height, channels, data: data ?? new Uint8Array(size) };
}

function isSide(length: number): boolean {
  return Number.isSafeInteger(length) && length >= 1;
}
