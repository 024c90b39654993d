import { type Mapping, OPAQUE } from '../graph/mapping';
import { emitOnPlane, planeAttrs } from './support/plane';
import { roundedUp, windowOf } from './support/window';

/**
 * With pads written out, `ceil_mode` included. With indices, or over other than planes and lines, it stays an ONNX
 * operator.
 */
export const MaxPool: Mapping = {
  opTypes: ['MaxPool'],
  translate(node, b) {
    const [x] = node.inputs;
    const sizes = b.shapeOf(x).slice(2);
    if (node.usedOutputs > 1 || !b.are('float32', [x])) return OPAQUE;
    const stated = windowOf(
      node,
      sizes,
      node.attributes.ints('kernel_shape') ?? node.attributes.wrong('kernel_shape', 'is missing'),
    );
    const window = node.attributes.flag('ceil_mode', false) ? roundedUp(stated, sizes) : stated;
    const attrs = planeAttrs(window);
    if (!attrs) return OPAQUE;
    return emitOnPlane(node, b, 'MaxPool', [x], attrs);
  },
};
