import { type Shape, type TensorType, sizeOf } from '@openbpu/tensor';

/**
 * Accepts one float32 per channel (dimension 1 of `x`), or one for all. Throws TypeError or RangeError for anything
 * else.
 */
export function expectSlopes(x: TensorType, slopes: TensorType | undefined, what: string): void {
  if (slopes?.dtype !== 'float32' || slopes.shape.length !== 1) throw new TypeError(`${what} is a float32 vector`);
  const [count] = slopes.shape;
  if (count !== 1 && count !== x.shape[1])
    throw new RangeError(`${count} slopes do not fit an input of ${x.shape.join('x')}`);
}

/** For the flat index of an element of `shape`, the index of its slope among `count`. */
export function slopeIndex(shape: Shape, count: number): (at: number) => number {
  const inner = sizeOf(shape.slice(2));
  return (at) => Math.floor(at / inner) % count;
}
