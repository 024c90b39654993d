export const fill = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

/** −128, 127, −128, … */
export const checkerboard = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? -128 : 127));

/** A reproducible sequence over low..high that visits both ends: i·step modulo the width of the range. */
export const strides = (count: number, step: number, low = -128, high = 127): number[] =>
  Array.from({ length: count }, (_, i) => low + ((i * step) % (high - low + 1)));
