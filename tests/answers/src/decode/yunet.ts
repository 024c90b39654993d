import { type FoundBox, boxAround } from '../box';
import type { BoxDecoder } from '../judge';
import { outputOf } from './values';

/**
 * YuNet: for every stride class and objectness from 0 to 1, whose geometric mean is the score, and the centre in cells
 * from the cell's corner with the logarithms of the sides in cells; row by row of an input `width` pixels wide.
 */
export function yunet(width: number, strides: readonly number[]): BoxDecoder {
  return (outputs, least) => {
    const found: FoundBox[] = [];
    for (const stride of strides) {
      const of = (kind: string) => outputOf(outputs, `${kind}_${stride}`).data;
      const [cls, obj, sides] = [of('cls'), of('obj'), of('bbox')];
      const cells = width / stride;
      for (let cell = 0; cell < cls.length; cell++) {
        const score = Math.sqrt(unit(cls[cell]) * unit(obj[cell]));
        if (score < least) continue;
        const [dx, dy, w, h] = sides.subarray(4 * cell, 4 * cell + 4);
        const x = ((cell % cells) + dx) * stride;
        const y = (Math.floor(cell / cells) + dy) * stride;
        found.push({ score, label: 0, ...boxAround(x, y, Math.exp(w) * stride, Math.exp(h) * stride) });
      }
    }
    return found;
  };
}

function unit(x: number): number {
  return Math.min(Math.max(x, 0), 1);
}
