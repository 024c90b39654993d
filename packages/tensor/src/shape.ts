/** A static shape: whole numbers, outermost dimension first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements (1 for a scalar). */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i];
  }
  return strides;
}

/** NumPy broadcasting of two shapes. Throws RangeError when they do not fit. */
export function broadcastShapes(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[i - rank + a.length] ?? 1;
    const y = b[i - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1)
      throw new RangeError(`shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast`);
    return x === 1 ? y : x;
  });
}

/** Strides that walk `shape` as if it had the broadcast shape `to`: 0 where a dimension is repeated. */
export function broadcastStrides(shape: Shape, to: Shape): number[] {
  const own = stridesOf(shape);
  const lead = to.length - shape.length;
  return to.map((_, i) => (i < lead || shape[i - lead] === 1 ? 0 : own[i - lead]));
}

/** A negative axis counts from the end. Throws RangeError outside `-rank..rank-1`. */
export function normalizeAxis(axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(at) || at < 0 || at >= Math.max(rank, 1))
    throw new RangeError(`axis ${axis} is outside a tensor of rank ${rank}`);
  return at;
}

/** `1x3x224x224`, the way the recipe writes it; `scalar` for rank 0. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? 'scalar' : shape.join('x');
}
