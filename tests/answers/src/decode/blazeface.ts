import { type FoundBox, boxAround } from '../box';
import type { BoxDecoder } from '../judge';
import { outputOf, sigmoid } from './values';

/** Cells a side, and faces in each. */
const LEVELS = [
  [16, 2],
  [8, 6],
] as const;

/**
 * BlazeFace: logits [1, 896, 1], and for each the centre in pixels from the middle of its cell, with the sides in
 * pixels; further values are points of the face. A square input of `side` pixels.
 */
export function blazeface(side: number): BoxDecoder {
  return (outputs, least) => {
    const logits = outputOf(outputs, 'classificators').data;
    const { data, shape } = outputOf(outputs, 'regressors');
    const found: FoundBox[] = [];
    let at = 0;
    for (const [cells, faces] of LEVELS) {
      for (let cell = 0; cell < cells * cells; cell++) {
        for (let face = 0; face < faces; face++, at++) {
          const score = sigmoid(logits[at]);
          if (score < least) continue;
          const [dx, dy, width, height] = data.subarray(at * shape[2], at * shape[2] + 4);
          const x = (((cell % cells) + 0.5) * side) / cells + dx;
          const y = ((Math.floor(cell / cells) + 0.5) * side) / cells + dy;
          found.push({ score, label: 0, ...boxAround(x, y, width, height) });
        }
      }
    }
    return found;
  };
}
