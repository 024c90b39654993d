import type { View } from '@openbpu/machine';

/** Views without their last dimension: where the lines along it begin. */
export function lines<V extends View>(views: readonly V[]): V[] {
  return views.map((view) => ({ ...view, shape: view.shape.slice(0, -1), strides: view.strides.slice(0, -1) }));
}
