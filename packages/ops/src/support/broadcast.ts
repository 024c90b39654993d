import { type Shape, type TensorType, broadcastShapes, broadcastStrides, sizeOf } from '@openbpu/tensor';

/** Shape and layout of two tensors broadcast as NumPy does. Throws RangeError when they do not fit. */
export function inferBroadcast(a: TensorType, b: TensorType): Pick<TensorType, 'shape' | 'layout'> {
  const shape = broadcastShapes(a.shape, b.shape);
  const like = a.shape.length === shape.length && a.layout !== 'none' ? a : b;
  return { shape, layout: like.shape.length === shape.length ? like.layout : 'none' };
}

/**
 * Visits every element of the broadcast shape `to` in row-major order, with the flat indices of it and of both
 * operands.
 */
export function forEachBroadcast(
  a: Shape,
  b: Shape,
  to: Shape,
  visit: (at: number, ia: number, ib: number) => void,
): void {
  const aStrides = broadcastStrides(a, to);
  const bStrides = broadcastStrides(b, to);
  const index = new Array<number>(to.length).fill(0);
  const size = sizeOf(to);
  for (let at = 0, ia = 0, ib = 0; at < size; at++) {
    visit(at, ia, ib);
    for (let d = to.length - 1; d >= 0; d--) {
      ia += aStrides[d];
      ib += bStrides[d];
      if (++index[d] < to[d]) break;
      ia -= aStrides[d] * to[d];
      ib -= bStrides[d] * to[d];
      index[d] = 0;
    }
  }
}
