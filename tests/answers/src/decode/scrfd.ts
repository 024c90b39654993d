import type { FoundBox } from '../box';
import type { BoxDecoder } from '../judge';
import { outputOf } from './values';

/** Anchors in every cell, one after the other. */
const ANCHORS = 2;

/** The outputs of one stride. */
export interface DistanceLevel {
  readonly stride: number;
  readonly scores: string;
  readonly sides: string;
}

/**
 * SCRFD: scores from 0 to 1 and how far the left, upper, right and lower side are from the upper left corner of the
 * cell, in strides; two in every cell, row by row of an input `width` pixels wide.
 */
export function scrfd(width: number, levels: readonly DistanceLevel[]): BoxDecoder {
  return (outputs, least) => {
    const found: FoundBox[] = [];
    for (const level of levels) {
      const { stride } = level;
      const scores = outputOf(outputs, level.scores).data;
      const sides = outputOf(outputs, level.sides).data;
      const cells = width / stride;
      scores.forEach((score, i) => {
        if (score < least) return;
        const cell = Math.floor(i / ANCHORS);
        const [x, y] = [(cell % cells) * stride, Math.floor(cell / cells) * stride];
        const [left, top, right, bottom] = Array.from(sides.subarray(4 * i, 4 * i + 4), (far) => far * stride);
        found.push({ score, label: 0, left: x - left, top: y - top, right: x + right, bottom: y + bottom });
      });
    }
    return found;
  };
}
