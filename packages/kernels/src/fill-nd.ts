import { type Kernels } from './kernels';
import { moveND } from './move-nd';

export interface FillND {
  /** Byte offset of the box's first element. */
  readonly y: number;
  readonly elementBytes: 1 | 2 | 4;
  /** The element's bits as an integer, signed or unsigned. */
  readonly value: number;
  /** Outermost first. */
  readonly extents: readonly number[];
  /** In elements, one per extent. */
  readonly yStrides: readonly number[];
}

/** Writes one value to a box: `y[sum i_d * yStrides[d]] = value`. A pad is this, then moveND. */
export function fillND(kernels: Kernels, { y, elementBytes, value, extents, yStrides }: FillND): void {
  kernels.scratch(4, (x) => {
    kernels.i32(x, 1)[0] = value;
    moveND(kernels, { x, y, elementBytes, extents, xStrides: extents.map(() => 0), yStrides });
  });
}
