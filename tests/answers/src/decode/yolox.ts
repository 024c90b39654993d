import { type FoundBox, boxAround } from '../box';
import type { BoxDecoder } from '../judge';
import { largestAt, outputOf } from './values';

/**
 * YOLOX: one list [1, n, 5 + classes] of the centre in cells from its own, the logarithms of the sides in cells,
 * objectness and classes from 0 to 1; levels by their strides, in each row by row of a square input of `side` pixels.
 */
export function yolox(output: string, side: number, strides: readonly number[]): BoxDecoder {
  return (outputs, least) => {
    const { data, shape } = outputOf(outputs, output);
    const size = shape[2];
    const found: FoundBox[] = [];
    let at = 0;
    for (const stride of strides) {
      const cells = side / stride;
      for (let cell = 0; cell < cells * cells; cell++, at += size) {
        const label = largestAt(data, at + 5, size - 5);
        const score = data[at + 4] * data[at + 5 + label];
        if (score < least) continue;
        const x = (data[at] + (cell % cells)) * stride;
        const y = (data[at + 1] + Math.floor(cell / cells)) * stride;
        const [width, height] = [Math.exp(data[at + 2]) * stride, Math.exp(data[at + 3]) * stride];
        found.push({ score, label, ...boxAround(x, y, width, height) });
      }
    }
    if (at !== data.length) throw new RangeError(`"${output}" has ${data.length} elements, and not ${at}`);
    return found;
  };
}
