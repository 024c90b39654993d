/**
 * |x − y| in float64. Equal infinities differ by 0, an infinity and anything else by Infinity; a NaN on either side
 * gives NaN.
 */
export function difference(x: number, y: number): number {
  return x === y ? 0 : Math.abs(x - y);
}
