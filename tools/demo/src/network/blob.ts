/**
 * Activations of a batch: element (channel, image, y, x) at `((channel · count + image) · height + y) · width + x`, so
 * that a channel is one row.
 */
export interface Blob {
  readonly channels: number;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** A blob of zeros. */
export function makeBlob(channels: number, count: number, height: number, width: number): Blob {
  return { channels, count, height, width, data: new Float32Array(channels * count * height * width) };
}

/** Zeros in the shape of another blob, with as many channels as told. */
export function blobLike({ channels, count, height, width }: Blob, otherChannels = channels): Blob {
  return makeBlob(otherChannels, count, height, width);
}

/** Elements of one channel. */
export function rowLength({ count, height, width }: Blob): number {
  return count * height * width;
}
