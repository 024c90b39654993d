/** What a slice takes of one dimension: `count` elements from `start`, `step` apart. */
export interface SliceRange {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/**
 * The part of a dimension of `size` from `start` to before `end`, as ONNX reads them: negative bounds count from the
 * end, bounds outside are moved inside (a start always onto the tensor), a negative step walks backwards.
 */
export function sliceRange(size: number, start: number, end: number, step: number): SliceRange {
  const [before, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const inside = (bound: number, lowest: number) =>
    Math.min(Math.max(bound < 0 ? bound + size : bound, lowest), highest);
  const first = inside(start, 0);
  const count = Math.max(0, Math.ceil((inside(end, before) - first) / step));
  return { start: count === 0 ? 0 : first, step, count };
}
