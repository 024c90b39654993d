import type { DType, TensorType } from '@openbpu/tensor';

/** The one input of an op that takes one. Throws TypeError when it is absent. */
export function oneInput(x: TensorType | undefined, name: string): TensorType {
  if (!x) throw new TypeError(`${name} takes one tensor`);
  return x;
}

/** Accepts a float32 tensor of rank 0. Throws TypeError for anything else. */
export function expectScalar(type: TensorType | undefined, what: string): void {
  if (type?.dtype !== 'float32' || type.shape.length !== 0) {
    throw new TypeError(
      `${what} is a float32 scalar, not ${type ? `${type.dtype}[${type.shape.join('x')}]` : 'absent'}`,
    );
  }
}

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
