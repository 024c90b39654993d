/** How far two pictures of equal size are apart, in units of a byte. */
export interface PictureDifference {
  readonly largest: number;
  readonly mean: number;
  /** Share of bytes that are equal. */
  readonly equal: number;
}

/** Throws RangeError for pictures of other lengths, or of none. */
export function comparePictures(a: Uint8Array, b: Uint8Array): PictureDifference {
  if (a.length !== b.length || a.length === 0) throw new RangeError(`${a.length} and ${b.length} bytes`);
  let [largest, sum, equal] = [0, 0, 0];
  a.forEach((value, i) => {
    const apart = Math.abs(value - b[i]);
    largest = Math.max(largest, apart);
    sum += apart;
    if (apart === 0) equal++;
  });
  return { largest, mean: sum / a.length, equal: equal / a.length };
}
