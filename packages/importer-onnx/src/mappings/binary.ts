import { type Mapping, OPAQUE } from '../graph/mapping';

/** Arithmetic of two broadcast float32 tensors. */
export const binary: Mapping = {
  opTypes: ['Add', 'Sub', 'Mul', 'Div'],
  translate(node, b) {
    if (node.inputs.length !== 2 || !b.are('float32', node.inputs)) return OPAQUE;
    return b.emit(node, node.opType, node.inputs);
  },
};
