import type { View } from './region';

/**
 * Whether two indices of a view may be one element. Strides nest where each is larger than the span of all smaller
 * ones together; then no two indices meet. Views that do not nest are taken for overlapping: no instruction needs one.
 */
export function mayMeetItself({ shape, strides }: View): boolean {
  const dims = shape
    .map((size, i) => ({ size, stride: strides[i] }))
    .filter(({ size }) => size > 1)
    .sort((a, b) => a.stride - b.stride);
  let span = 0;
  for (const { size, stride } of dims) {
    if (stride <= span) return true;
    span += (size - 1) * stride;
  }
  return false;
}
