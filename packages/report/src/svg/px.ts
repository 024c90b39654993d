/** A coordinate for SVG: one decimal, so that equal charts have equal bytes. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}
