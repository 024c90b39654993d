import { type Mapping, OPAQUE } from '../graph/mapping';
import { emitOnPlane } from './support/plane';

/** Over planes, and lines as planes of one row. */
export const globalPool: Mapping = {
  opTypes: ['GlobalAveragePool', 'GlobalMaxPool'],
  translate(node, b) {
    const rank = b.shapeOf(node.inputs[0]).length;
    if ((rank !== 3 && rank !== 4) || !b.are('float32', node.inputs)) return OPAQUE;
    return emitOnPlane(node, b, node.opType, node.inputs);
  },
};
