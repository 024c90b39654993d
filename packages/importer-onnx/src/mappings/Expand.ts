import { type Mapping, OPAQUE } from '../graph/mapping';

/** The shape must be a constant. */
export const Expand: Mapping = {
  opTypes: ['Expand'],
  translate(node, b) {
    const shape = b.numbers(node.inputs[1]);
    if (!shape || !b.has('Expand')) return OPAQUE;
    return b.emit(node, 'Expand', node.inputs.slice(0, 1), { shape });
  },
};
