import { type FillND, fillND } from '../fill-nd';
import { fillNDReference } from '../reference/fill-nd';
import { type Family } from './family';

/** Rows of `width` elements, `gap` elements apart. */
export interface FillShape {
  readonly elementBytes: 1 | 2 | 4;
  readonly rows: number;
  readonly width: number;
  readonly gap: number;
}

export const FILL_ND: Family<FillShape, FillND> = {
  name: 'fillND',
  kernel: fillND,
  reference: fillNDReference,
  prepare: (kernels, draw, { elementBytes, rows, width, gap }) => ({
    y: kernels.put(draw.int8s(rows * (width + gap) * elementBytes)),
    elementBytes,
    value: draw.bits() >> 0,
    extents: [rows, width],
    yStrides: [width + gap, 1],
  }),
  work: ({ rows, width }) => rows * width,
  unit: 'element',
  variants: [
    {
      name: 'bytes',
      small: { elementBytes: 1, rows: 5, width: 37, gap: 3 },
      large: { elementBytes: 1, rows: 56, width: 7168, gap: 0 },
    },
    {
      name: 'words',
      small: { elementBytes: 4, rows: 5, width: 37, gap: 3 },
      large: { elementBytes: 4, rows: 56, width: 7168, gap: 0 },
    },
  ],
};
