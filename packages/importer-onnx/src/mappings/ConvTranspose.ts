import type { Shape } from '@openbpu/tensor';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { asPlane, emitOnPlane, planeAttrs } from './support/plane';
import { type Window, extentOf, spatialInts, statedPads } from './support/window';

/** What the size of the output settles: pads at both ends, and places added at the end. */
interface Rim {
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly added: readonly number[];
}

/**
 * The rim of a transposed convolution. A stated output size, or SAME, which is `size · stride`, is reached by `stride ·
 * (size − 1) + added + extent − output` pads in all. Fewer than none are places added where the size is stated; with
 * SAME the output then stays smaller, as runtimes have it.
 */
function rimOf(node: ImportNode, sizes: Shape, window: Pick<Window, 'kernel' | 'strides' | 'dilations'>): Rim {
  const count = sizes.length;
  const added = spatialInts(node, 'output_padding', count, 0);
  const auto = node.attributes.string('auto_pad', 'NOTSET');
  const same = auto === 'SAME_UPPER' || auto === 'SAME_LOWER';
  const stated = node.attributes.ints('output_shape')?.slice(-count);
  const outputs = stated ?? (same ? sizes.map((size, i) => size * window.strides[i]) : undefined);
  if (!outputs)
    return {
      ...(auto === 'VALID' ? { begin: added.map(() => 0), end: added.map(() => 0) } : statedPads(node, count)),
      added,
    };
  const totals = outputs.map(
    (output, i) => window.strides[i] * (sizes[i] - 1) + added[i] + extentOf(window, i) - output,
  );
  const less = totals.map((total) => Math.floor(Math.max(total, 0) / 2));
  const more = totals.map((total) => Math.ceil(Math.max(total, 0) / 2));
  const grown = added.map((each, i) => each + (stated ? Math.max(-totals[i], 0) : 0));
  return auto === 'SAME_UPPER' ? { begin: less, end: more, added: grown } : { begin: more, end: less, added: grown };
}

/** Two-dimensional, with pads written out; one-dimensional as a plane of one row. Others stay ONNX operators. */
export const ConvTranspose: Mapping = {
  opTypes: ['ConvTranspose'],
  translate(node, b) {
    const [x, w, ...bias] = node.inputs;
    const sizes = b.shapeOf(x).slice(2);
    if (!b.are('float32', node.inputs) || b.shapeOf(w).length !== b.shapeOf(x).length) return OPAQUE;
    const kernel = node.attributes.ints('kernel_shape', b.shapeOf(w).slice(2));
    const window = {
      kernel,
      strides: spatialInts(node, 'strides', sizes.length, 1),
      dilations: spatialInts(node, 'dilations', sizes.length, 1),
    };
    const { begin, end, added } = rimOf(node, sizes, window);
    const attrs = planeAttrs({ ...window, begin, end });
    if (!attrs || [...begin, ...end].some((pad) => pad < 0)) return OPAQUE;
    const output_padding = added.length === 1 ? [0, added[0]] : added;
    return emitOnPlane(node, b, 'ConvTranspose', [x, asPlane(node, b, 'weight', w), ...bias], {
      ...attrs,
      output_padding,
      group: node.attributes.int('group', 1),
    });
  },
};
