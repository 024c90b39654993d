/** No more positions are looked at in one sample. */
export const MOST_POSITIONS = 2 ** 15;
/** The golden section of 2^16, an odd number: its multiples fill the range evenly, however many there are. */
const GOLDEN = 40503;
const RANGE = 2 ** 16;

/**
 * Which of `total` places are looked at, ascending: all where there are no more than `most`. Otherwise one of each of
 * `most` runs of equal length, a little further in than the last time, so that no place of a period, such as the border
 * of an image, is seen more often than another. Throws RangeError for a `most` that is not within 1..2^15.
 */
export function chosenPositions(total: number, most: number): Int32Array {
  if (!(Number.isInteger(most) && most >= 1 && most <= MOST_POSITIONS))
    throw new RangeError(`${most} positions are not within 1..${MOST_POSITIONS}`);
  if (total <= most) return Int32Array.from({ length: total }, (_, i) => i);
  return Int32Array.from({ length: most }, (_, i) => {
    const [start, end] = [i, i + 1].map((run) => Math.floor((run * total) / most));
    return start + Math.floor((((i * GOLDEN) % RANGE) * (end - start)) / RANGE);
  });
}
