import type { DType, TensorType } from '@openbpu/tensor';

/**
 * Checks that an optional input is a vector of `length` elements. Throws TypeError with a sentence when it is something
 * else.
 */
export function expectVector(type: TensorType | undefined, dtype: DType, length: number, what: string): void {
  if (!type) return;
  if (type.dtype !== dtype || type.shape.length !== 1 || type.shape[0] !== length) {
    throw new TypeError(`${what} is ${dtype}[${length}], not ${type.dtype}[${type.shape.join('x')}]`);
  }
}
