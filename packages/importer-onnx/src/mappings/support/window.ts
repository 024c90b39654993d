import type { Shape } from '@openbpu/tensor';
import type { ImportNode } from '../../graph/import-node';

/** A sliding window, each list one number per spatial dimension, with pads written out. */
export interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly begin: readonly number[];
  readonly end: readonly number[];
}

/** The places a window covers along one dimension. */
export function extentOf(window: Pick<Window, 'kernel' | 'dilations'>, i: number): number {
  return window.dilations[i] * (window.kernel[i] - 1) + 1;
}

/** A list of one number per spatial dimension; the same number everywhere where it is left out. */
export function spatialInts(node: ImportNode, name: string, count: number, absent: number): readonly number[] {
  const values = node.attributes.ints(name, new Array<number>(count).fill(absent));
  return values.length === count
    ? values
    : node.attributes.wrong(name, `has ${values.length} numbers, and ${count} are needed`);
}

/** The pads a node states, or zeros. */
export function statedPads(
  node: ImportNode,
  count: number,
): { readonly begin: readonly number[]; readonly end: readonly number[] } {
  const pads = spatialInts(node, 'pads', 2 * count, 0);
  return { begin: pads.slice(0, count), end: pads.slice(count) };
}

/**
 * The window of a convolution or pool over `sizes`. SAME pads so that the output is `ceil(size / stride)`, the odd
 * place at the end (UPPER) or the beginning (LOWER).
 */
export function windowOf(node: ImportNode, sizes: Shape, kernel: readonly number[]): Window {
  const count = sizes.length;
  if (kernel.length !== count)
    node.attributes.wrong(
      'kernel_shape',
      `has ${kernel.length} numbers, and its input has ${count} behind its channels`,
    );
  const strides = spatialInts(node, 'strides', count, 1);
  const dilations = spatialInts(node, 'dilations', count, 1);
  const window = { kernel, strides, dilations };
  const auto = node.attributes.string('auto_pad', 'NOTSET');
  if (auto === 'NOTSET' || auto === '') return { ...window, ...statedPads(node, count) };
  const none = new Array<number>(count).fill(0);
  if (auto === 'VALID') return { ...window, begin: none, end: none };
  if (auto !== 'SAME_UPPER' && auto !== 'SAME_LOWER') node.attributes.wrong('auto_pad', `is ${auto}`);
  const totals = sizes.map((size, i) =>
    Math.max((Math.ceil(size / strides[i]) - 1) * strides[i] + extentOf(window, i) - size, 0),
  );
  const less = totals.map((total) => Math.floor(total / 2));
  const more = totals.map((total) => Math.ceil(total / 2));
  return { ...window, ...(auto === 'SAME_UPPER' ? { begin: less, end: more } : { begin: more, end: less }) };
}

/** Grows the pads at the end until the last window that begins before them fits, as `ceil_mode` counts windows. */
export function roundedUp(window: Window, sizes: Shape): Window {
  const end = sizes.map((size, i) => {
    const { [i]: stride } = window.strides;
    const first = window.begin[i];
    const extent = extentOf(window, i);
    const windows = Math.ceil((size + first + window.end[i] - extent) / stride) + 1;
    const begun = (windows - 1) * stride < size + first ? windows : windows - 1;
    return Math.max(window.end[i], (begun - 1) * stride + extent - size - first);
  });
  return { ...window, end };
}
