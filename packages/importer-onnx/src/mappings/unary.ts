import { type Mapping, OPAQUE } from '../graph/mapping';
import { UNARY } from '../operators/operators';

/** Functions of one float32 element without attributes; those the graph has no op for stay ONNX operators. */
export const unary: Mapping = {
  opTypes: Object.keys(UNARY),
  translate(node, b) {
    if (!b.has(node.opType) || !b.are('float32', node.inputs)) return OPAQUE;
    return b.emit(node, node.opType, node.inputs);
  },
};
