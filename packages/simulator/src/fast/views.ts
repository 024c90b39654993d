import type { ImageView } from '@openbpu/kernels';
import { type Dim, type Region, mergedDims } from '@openbpu/machine';
import type { Memory } from '../memory';

/** An image [n, h, w, c] as the kernels see it. */
export function image(region: Region, memory: Memory): ImageView {
  const [images, height, width, channels] = region.shape;
  const [imagePitch, rowPitch, pixelPitch] = region.strides;
  return { offset: memory.address(region), images, height, width, channels, imagePitch, rowPitch, pixelPitch };
}

/** Shorter rows are not worth a call each. */
const SHORT = 24;

/** Operands as rows of equal length, one call of a kernel per row. */
export interface Rows {
  /** Elements per row. */
  readonly length: number;
  /** Within a row, per operand: 0 repeats an element. */
  readonly steps: readonly number[];
  /** In elements behind the first, one list per operand. */
  readonly starts: readonly (readonly number[])[];
}

/** Views of one shape as rows whose steps are all 0 or 1, few enough to be worth calls; undefined otherwise. */
export function rowsOf(regions: readonly Region[]): Rows | undefined {
  const dims = mergedDims(regions);
  const inner: Dim = dims.pop() ?? { size: 1, strides: regions.map(() => 1) };
  const count = dims.reduce((product, { size }) => product * size, 1);
  if (inner.strides.some((step) => step > 1) || (count > 1 && inner.size < SHORT)) return undefined;
  const starts = regions.map((_, k) =>
    dims.reduce<number[]>(
      (from, { size, strides }) => from.flatMap((at) => Array.from({ length: size }, (__, i) => at + i * strides[k])),
      [0],
    ),
  );
  return { length: inner.size, steps: inner.strides, starts };
}
