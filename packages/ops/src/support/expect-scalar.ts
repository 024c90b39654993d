import type { TensorType } from '@openbpu/tensor';

/** Accepts a float32 tensor of rank 0. Throws TypeError for anything else. */
export function expectScalar(type: TensorType | undefined, what: string): void {
  if (type?.dtype !== 'float32' || type.shape.length !== 0) {
    throw new TypeError(
      `${what} is a float32 scalar, not ${type ? `${type.dtype}[${type.shape.join('x')}]` : 'absent'}`,
    );
  }
}
