import { type Shape, broadcastShapes, broadcastStrides, formatShape, sizeOf, stridesOf } from '@openbpu/tensor';

/** A product seen as stacks of matrices: `[batch…, m, k] × [batch…, k, n]`. */
export interface Stacks {
  /** As matrices: a vector is a row (a) or a column (b). */
  readonly a: Shape;
  readonly b: Shape;
  readonly batch: Shape;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** The shape of the product; a vector's own dimension is left out. */
  readonly shape: Shape;
}

/** How two tensors are multiplied, as NumPy does it. Throws RangeError with a sentence where they cannot be. */
export function stacksOf(a: Shape, b: Shape): Stacks {
  if (a.length === 0 || b.length === 0) throw new RangeError('MatMul takes no scalars');
  const left = a.length === 1 ? [1, ...a] : a;
  const right = b.length === 1 ? [...b, 1] : b;
  const [m, k] = left.slice(-2);
  const [k2, n] = right.slice(-2);
  if (k !== k2) throw new RangeError(`the inner dimensions of ${formatShape(a)} and ${formatShape(b)} do not meet`);
  const batch = broadcastShapes(left.slice(0, -2), right.slice(0, -2));
  return {
    a: left,
    b: right,
    batch,
    m,
    k,
    n,
    shape: [...batch, ...(a.length === 1 ? [] : [m]), ...(b.length === 1 ? [] : [n])],
  };
}

/**
 * Calls `product` for every element of the result in order: `at` its index, `from` the first of k elements of a, side
 * by side, and `beside` the first of k elements of b, n apart.
 */
export function forEachProduct(s: Stacks, product: (at: number, from: number, beside: number) => void): void {
  const own = stridesOf(s.batch);
  const aSteps = broadcastStrides(s.a.slice(0, -2), s.batch).map((step) => step * s.m * s.k);
  const bSteps = broadcastStrides(s.b.slice(0, -2), s.batch).map((step) => step * s.k * s.n);
  let at = 0;
  for (let stack = 0; stack < sizeOf(s.batch); stack++) {
    let aAt = 0;
    let bAt = 0;
    s.batch.forEach((dim, axis) => {
      const index = Math.floor(stack / own[axis]) % dim;
      aAt += index * aSteps[axis];
      bAt += index * bSteps[axis];
    });
    for (let row = 0; row < s.m; row++)
      for (let column = 0; column < s.n; column++) product(at++, aAt + row * s.k, bAt + column);
  }
}
