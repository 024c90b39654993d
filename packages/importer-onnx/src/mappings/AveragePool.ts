import { type Mapping, OPAQUE } from '../graph/mapping';
import { emitOnPlane, planeAttrs } from './support/plane';
import { roundedUp, windowOf } from './support/window';

/** With pads written out, `ceil_mode` included; the pads the model states count as elements where it says so. */
export const AveragePool: Mapping = {
  opTypes: ['AveragePool'],
  translate(node, b) {
    const [x] = node.inputs;
    const sizes = b.shapeOf(x).slice(2);
    if (!b.are('float32', [x])) return OPAQUE;
    const stated = windowOf(
      node,
      sizes,
      node.attributes.ints('kernel_shape') ?? node.attributes.wrong('kernel_shape', 'is missing'),
    );
    const attrs = planeAttrs(node.attributes.flag('ceil_mode', false) ? roundedUp(stated, sizes) : stated);
    if (!attrs) return OPAQUE;
    const counted = node.attributes.flag('count_include_pad', false) ? planeAttrs(stated)?.['pads'] : [0, 0, 0, 0];
    return emitOnPlane(node, b, 'AveragePool', [x], { ...attrs, counted });
  },
};
