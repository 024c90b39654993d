import { fail } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';

/** A part of a picture; the right column and the bottom row belong to it. */
export interface Roi {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * `x1,y1,x2,y2;…`: each a frame of its own. The left and top sides are even and the others odd, so that chroma is cut
 * between two samples. Throws DiagnosticError for anything else.
 */
export function parseRois(text: string): readonly Roi[] {
  return text
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const refuse = (reason: string) => fail(PIPELINE.badRoi({ roi: part, reason }, { name: '--roi' }));
      if (!/^\s*\d{1,6}(\s*,\s*\d{1,6}){3}\s*$/.test(part)) return refuse('it is no four numbers x1,y1,x2,y2');
      const [left, top, right, bottom] = part.split(',').map(Number);
      if (left % 2 !== 0 || top % 2 !== 0) return refuse('its left and its top have to be even');
      if (right % 2 !== 1 || bottom % 2 !== 1) return refuse('its right and its bottom have to be odd');
      if (right < left || bottom < top) return refuse('it is empty');
      return { left, top, right, bottom };
    });
}
