import { type Shape, normalizeAxis, sizeOf } from '@openbpu/tensor';

/**
 * Calls `visit` once for every line of elements along `axis`, with the flat index of its first element, the step
 * between elements and their number.
 */
export function alongAxis(
  shape: Shape,
  axis: number,
  visit: (first: number, step: number, length: number) => void,
): void {
  const at = normalizeAxis(axis, shape.length);
  const length = shape[at];
  const step = sizeOf(shape.slice(at + 1));
  const outer = sizeOf(shape.slice(0, at));
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < step; i++) visit(o * length * step + i, step, length);
  }
}
