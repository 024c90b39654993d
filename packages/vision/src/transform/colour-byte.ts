import { saturate } from '@openbpu/tensor';
import { type ColourRow } from './bt601';

/**
 * One output byte from sums of R, G and B over `count` pixels: the mean of their exact values, rounded once half to
 * even, clamped to 0..255.
 */
export function colourByte(row: ColourRow, r: number, g: number, b: number, count: number): number {
  return saturate((row.r * r + row.g * g + row.b * b + row.offset * count) / (row.denominator * count), 0, 255);
}
