import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/** The place of the largest or smallest of float32 elements along an axis that has some. */
export const argExtreme: Mapping = {
  opTypes: ['ArgMax', 'ArgMin'],
  translate(node, b) {
    const [x] = node.inputs;
    const shape = b.shapeOf(x);
    if (b.typeOf(x).dtype !== 'float32' || shape.length === 0) return OPAQUE;
    const axis = checkedAxis(node, node.attributes.int('axis', 0), shape.length);
    if (shape[axis] === 0) return OPAQUE;
    return b.emit(node, node.opType, [x], {
      axis,
      keepdims: node.attributes.flag('keepdims', true),
      selectLast: node.attributes.flag('select_last_index', false),
    });
  },
};
