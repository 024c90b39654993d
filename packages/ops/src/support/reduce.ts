import { type Shape, type Tensor, normalizeAxis, sizeOf, stridesOf } from '@openbpu/tensor';

/** Which axes a reduction folds away, and whether they stay as 1. */
export interface Reduction {
  readonly axes: readonly number[];
  readonly keepdims: boolean;
}

/**
 * The output shape of a reduction and the number of elements folded into each of its elements. Throws RangeError for
 * axes that are not there or named twice.
 */
export function reduceShape(shape: Shape, { axes, keepdims }: Reduction): { shape: number[]; count: number } {
  const folded = new Set(axes.map((axis) => normalizeAxis(axis, shape.length)));
  if (folded.size !== axes.length) throw new RangeError(`axes ${axes.join(',')} name one axis twice`);
  return {
    shape: shape.flatMap((dim, axis) => (!folded.has(axis) ? [dim] : keepdims ? [1] : [])),
    count: sizeOf(shape.filter((_, axis) => folded.has(axis))),
  };
}

/** The sums over the folded axes in double (exact for integers), row-major over the output. */
export function reduceSums(x: Tensor<'float32' | 'int8' | 'int16'>, reduction: Reduction): Float64Array {
  const kept = reduceShape(x.shape, { ...reduction, keepdims: true }).shape;
  const sums = new Float64Array(sizeOf(kept));
  const from = stridesOf(x.shape);
  const to = stridesOf(kept);
  for (let i = 0; i < x.data.length; i++) {
    let at = 0;
    for (let axis = 0; axis < kept.length; axis++) {
      if (kept[axis] !== 1) at += (Math.floor(i / from[axis]) % x.shape[axis]) * to[axis];
    }
    sums[at] += x.data[i];
  }
  return sums;
}
