import { type FoundBox, boxAround } from '../box';
import type { BoxDecoder } from '../judge';
import { outputOf } from './values';

/** How much of a prior's sides the centre moves by, and of the logarithm the sides. */
const [CENTRE, SIDES] = [0.1, 0.2];

/** Squares around the middle of every cell. */
export interface PriorLevel {
  readonly stride: number;
  readonly sides: readonly number[];
}

/**
 * RetinaFace: probabilities [1, n, 2], the second of a face, and deltas [1, n, 4] from priors: levels one after the
 * other, in each row by row, in each cell side by side. A square input of `side` pixels.
 */
export function retinaface(
  { scores, deltas }: { readonly scores: string; readonly deltas: string },
  side: number,
  levels: readonly PriorLevel[],
): BoxDecoder {
  return (outputs, least) => {
    const probabilities = outputOf(outputs, scores).data;
    const { data } = outputOf(outputs, deltas);
    const found: FoundBox[] = [];
    let at = 0;
    for (const { stride, sides } of levels) {
      const cells = side / stride;
      for (let cell = 0; cell < cells * cells; cell++) {
        for (const prior of sides) {
          const i = at++;
          const score = probabilities[2 * i + 1];
          if (score < least) continue;
          const [dx, dy, w, h] = data.subarray(4 * i, 4 * i + 4);
          const x = ((cell % cells) + 0.5) * stride + dx * CENTRE * prior;
          const y = (Math.floor(cell / cells) + 0.5) * stride + dy * CENTRE * prior;
          found.push({ score, label: 0, ...boxAround(x, y, prior * Math.exp(w * SIDES), prior * Math.exp(h * SIDES)) });
        }
      }
    }
    return found;
  };
}

/** Boxes that the network decodes itself: probabilities [1, n, 2], and corners [1, n, 4] in parts of the input. */
export function corners(
  { scores, boxes }: { readonly scores: string; readonly boxes: string },
  width: number,
  height: number,
): BoxDecoder {
  return (outputs, least) => {
    const probabilities = outputOf(outputs, scores).data;
    const { data } = outputOf(outputs, boxes);
    const found: FoundBox[] = [];
    for (let i = 0; i < probabilities.length / 2; i++) {
      const score = probabilities[2 * i + 1];
      if (score < least) continue;
      const [left, top, right, bottom] = data.subarray(4 * i, 4 * i + 4);
      found.push({
        score,
        label: 0,
        left: left * width,
        top: top * height,
        right: right * width,
        bottom: bottom * height,
      });
    }
    return found;
  };
}
