import { type Mapping, OPAQUE } from '../graph/mapping';
import { asPlane, emitOnPlane, planeAttrs } from './support/plane';
import { windowOf } from './support/window';

/** Two-dimensional, with pads written out; one-dimensional as a plane of one row. Others stay ONNX operators. */
export const Conv: Mapping = {
  opTypes: ['Conv'],
  translate(node, b) {
    const [x, w, ...bias] = node.inputs;
    const rank = b.shapeOf(x).length;
    if (!b.are('float32', node.inputs) || b.shapeOf(w).length !== rank) return OPAQUE;
    const window = windowOf(node, b.shapeOf(x).slice(2), node.attributes.ints('kernel_shape', b.shapeOf(w).slice(2)));
    const attrs = planeAttrs(window);
    if (!attrs || [...window.begin, ...window.end].some((pad) => pad < 0)) return OPAQUE;
    return emitOnPlane(node, b, 'Conv', [x, asPlane(node, b, 'weight', w), ...bias], {
      ...attrs,
      group: node.attributes.int('group', 1),
    });
  },
};
