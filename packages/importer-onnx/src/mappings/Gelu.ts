import { type Mapping, OPAQUE } from '../graph/mapping';

export const Gelu: Mapping = {
  opTypes: ['Gelu'],
  translate(node, b) {
    if (!b.are('float32', node.inputs)) return OPAQUE;
    return b.emit(node, 'Gelu', node.inputs, { approximate: node.attributes.string('approximate', 'none') });
  },
};
