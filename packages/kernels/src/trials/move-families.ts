import { type FillND, fillND, type MoveND, moveND } from '../move';
import { fillNDReference, moveNDReference } from '../reference/move';
import type { Family } from './family';

/** A box of `extents`, dense at the source, with its dimensions in another order (and one mirrored) at the target. */
export interface MoveShape {
  readonly elementBytes: 1 | 2 | 4;
  readonly extents: readonly number[];
  /** order[i] is the box's dimension that stands i-th at the target. */
  readonly order: readonly number[];
  /** Dimension walked backwards at the source, or -1. */
  readonly mirrored: number;
}

/** Strides of a dense tensor. */
function dense(extents: readonly number[]): number[] {
  return extents.map((_, d) => extents.slice(d + 1).reduce((a, b) => a * b, 1));
}

export const MOVE_ND: Family<MoveShape, MoveND> = {
  name: 'moveND',
  kernel: moveND,
  reference: moveNDReference,
  prepare: (kernels, draw, { elementBytes, extents, order, mirrored }) => {
    const size = extents.reduce((a, b) => a * b, 1);
    const xStrides = dense(extents);
    const placed = dense(order.map((d) => extents[d]));
    const yStrides = extents.map((_, d) => placed[order.indexOf(d)]);
    let x = kernels.put(draw.int8s(size * elementBytes));
    if (mirrored >= 0 && extents[mirrored] > 0) {
      x += (extents[mirrored] - 1) * xStrides[mirrored] * elementBytes;
      xStrides[mirrored] *= -1;
    }
    return { x, y: kernels.alloc(size * elementBytes), elementBytes, extents, xStrides, yStrides };
  },
  work: ({ extents }) => extents.reduce((a, b) => a * b, 1),
  unit: 'element',
  variants: [
    {
      name: 'copy',
      small: { elementBytes: 1, extents: [3, 5, 21], order: [0, 1, 2], mirrored: -1 },
      large: { elementBytes: 1, extents: [56, 56, 128], order: [0, 1, 2], mirrored: -1 },
    },
    {
      name: 'nchw-to-nhwc',
      small: { elementBytes: 1, extents: [2, 7, 5, 6], order: [0, 2, 3, 1], mirrored: -1 },
      large: { elementBytes: 1, extents: [1, 128, 56, 56], order: [0, 2, 3, 1], mirrored: -1 },
    },
    {
      name: 'nhwc-to-nchw-words',
      small: { elementBytes: 4, extents: [2, 5, 6, 7], order: [0, 3, 1, 2], mirrored: -1 },
      large: { elementBytes: 4, extents: [1, 56, 56, 64], order: [0, 3, 1, 2], mirrored: -1 },
    },
    {
      name: 'six-dimensions',
      small: { elementBytes: 2, extents: [2, 3, 2, 3, 2, 3], order: [5, 3, 1, 0, 2, 4], mirrored: 3 },
      large: { elementBytes: 2, extents: [8, 8, 8, 8, 8, 8], order: [5, 3, 1, 0, 2, 4], mirrored: 3 },
    },
  ],
};

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
