/**
 * `M = fround(s_x / (s_y·count))`, what turns an integer sum into the mean at the output's scale; in double, rounded
 * once.
 */
export function meanMultiplier(xScale: number, yScale: number, count: number): number {
  return Math.fround(xScale / (yScale * count));
}
