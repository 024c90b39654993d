import type { FoundBox } from '../box';
import type { BoxDecoder } from '../judge';
import { largestAt, outputOf } from './values';

/**
 * NanoDet: for every stride a list [1, cells, classes] of scores from 0 to 1, and one [1, cells, 4 · bins] of how far
 * the left, upper, right and lower side are from the middle of the cell: the mean of a softmax over 0, 1, 2, … strides.
 * Cells row by row of a square input of `side` pixels.
 */
export function nanodet(side: number, strides: readonly number[]): BoxDecoder {
  return (outputs, least) => {
    const found: FoundBox[] = [];
    for (const stride of strides) {
      const scores = outputOf(outputs, `cls_pred_stride_${stride}`);
      const sides = outputOf(outputs, `dis_pred_stride_${stride}`);
      const [, cells, classes] = scores.shape;
      const bins = sides.shape[2] / 4;
      const width = side / stride;
      for (let cell = 0; cell < cells; cell++) {
        const label = largestAt(scores.data, cell * classes, classes);
        const score = scores.data[cell * classes + label];
        if (score < least) continue;
        const [left, top, right, bottom] = [0, 1, 2, 3].map(
          (i) => stride * meanOf(sides.data.subarray((cell * 4 + i) * bins, (cell * 4 + i + 1) * bins)),
        );
        const x = ((cell % width) + 0.5) * stride;
        const y = (Math.floor(cell / width) + 0.5) * stride;
        found.push({ score, label, left: x - left, top: y - top, right: x + right, bottom: y + bottom });
      }
    }
    return found;
  };
}

/** Σ i · softmax(logits)ᵢ. */
function meanOf(logits: Float32Array): number {
  const most = Math.max(...logits);
  let [sum, mean] = [0, 0];
  logits.forEach((logit, i) => {
    const part = Math.exp(logit - most);
    sum += part;
    mean += i * part;
  });
  return mean / sum;
}
