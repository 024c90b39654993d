import type { Shape } from '@openbpu/tensor';

/** Whether a tensor of this shape has no elements. */
export function isEmpty(shape: Shape): boolean {
  return shape.includes(0);
}
