import { tensorType } from '@openbpu/tensor';
import { type Window, extentOf, roundedUp, windowOf } from '../../mappings/support/window';
import type { Rule } from './rule';

/**
 * Pools of any rank, and the indices of a largest one. With `ceil_mode` no window begins behind the input, which is
 * how the runtime counts them; exporters declare one more.
 */
export const pooled: Rule = (node, b) => {
  const kernel = node.attributes.ints('kernel_shape');
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  if (!kernel) return undefined;
  const sizes = shape.slice(2);
  const stated = windowOf(node, sizes, kernel);
  const window = node.attributes.flag('ceil_mode', false) ? roundedUp(stated, sizes) : stated;
  const given = [...shape.slice(0, 2), ...placesOf(window, sizes)];
  return [tensorType(dtype, given, layout), tensorType('int64', given, layout)];
};

/** Convolutions of any rank. */
export const convolved: Rule = (node, b) => {
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  const [channels, , ...kernel] = b.shapeOf(node.inputs[1]);
  const sizes = shape.slice(2);
  const places = placesOf(windowOf(node, sizes, kernel), sizes);
  return [tensorType(dtype, [shape[0], channels, ...places], layout)];
};

/** How many windows there are along each dimension. */
function placesOf(window: Window, sizes: readonly number[]): number[] {
  const { begin, end, strides } = window;
  return sizes.map((size, i) => Math.floor((size + begin[i] + end[i] - extentOf(window, i)) / strides[i]) + 1);
}
