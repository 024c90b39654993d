import type { View } from './region';

/**
 * Views of one shape with their dimensions in another order, the same for all: the last view's largest stride
 * outermost.
 */
export function inMemoryOrder(views: readonly View[]): View[] {
  const { strides } = views[views.length - 1];
  const order = strides.map((_, dim) => dim).sort((a, b) => strides[b] - strides[a]);
  return views.map((view) => ({
    dtype: view.dtype,
    shape: order.map((dim) => view.shape[dim]),
    strides: order.map((dim) => view.strides[dim]),
  }));
}
