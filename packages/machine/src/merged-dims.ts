import type { View } from './region';

/** A dimension that several views of one shape share, with the stride of each. */
export interface Dim {
  readonly size: number;
  readonly strides: readonly number[];
}

/**
 * The dimensions of views of one shape, outermost first: none of size 1, and two that follow each other evenly in all
 * views are one.
 */
export function mergedDims(views: readonly View[]): Dim[] {
  const dims: Dim[] = [];
  views[0].shape.forEach((size, i) => {
    if (size === 1) return;
    const strides = views.map((view) => view.strides[i]);
    const outer = dims.at(-1);
    if (outer && outer.strides.every((stride, k) => stride === strides[k] * size))
      dims[dims.length - 1] = { size: outer.size * size, strides };
    else dims.push({ size, strides });
  });
  return dims;
}
