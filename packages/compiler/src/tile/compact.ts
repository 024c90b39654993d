import type { View } from '@openbpu/machine';
import { bytesPerElement, sizeOf } from '@openbpu/tensor';

/** A view laid out in as few bytes as it needs. */
export interface Compact {
  /** What is copied: the view with what repeats taken once. */
  readonly once: View;
  /** Where the copy's elements lie, dimension by dimension of `once`. */
  readonly dense: readonly number[];
  /** Where the view's elements lie in the copy: as `dense`, 0 where it repeats. */
  readonly strides: readonly number[];
  readonly bytes: number;
}

/** Elements side by side in the order they have in memory, so that copying them is one run where it can be. */
export function compact(view: View): Compact {
  const once = {
    dtype: view.dtype,
    shape: view.shape.map((dim, d) => (view.strides[d] === 0 ? 1 : dim)),
    strides: view.strides,
  };
  const order = view.strides.map((_, d) => d).sort((a, b) => view.strides[b] - view.strides[a]);
  const dense = view.strides.map(() => 0);
  let stride = 1;
  for (const d of order.reverse()) {
    dense[d] = stride;
    stride *= once.shape[d];
  }
  return {
    once,
    dense,
    strides: dense.map((own, d) => (view.strides[d] === 0 ? 0 : own)),
    bytes: sizeOf(once.shape) * bytesPerElement(view.dtype),
  };
}
