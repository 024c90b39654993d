import { type Shape, broadcastShapes, broadcastStrides, sizeOf, stridesOf } from '@openbpu/tensor';

/** For each element of the shape that `shapes` broadcast to, the element of each of them that it comes from. */
export function broadcastIndices(shapes: readonly Shape[]): {
  readonly shape: number[];
  readonly indices: readonly Int32Array[];
} {
  const shape = shapes.reduce<number[]>((a, b) => broadcastShapes(a, b), []);
  const own = stridesOf(shape);
  const indices = shapes.map((each) => {
    const strides = broadcastStrides(each, shape);
    return Int32Array.from({ length: sizeOf(shape) }, (_, at) =>
      own.reduce((sum, stride, axis) => sum + (Math.floor(at / stride) % shape[axis]) * strides[axis], 0),
    );
  });
  return { shape, indices };
}
