import type { Mapping } from '../graph/mapping';

/** Without `perm` the dimensions are reversed. */
export const Transpose: Mapping = {
  opTypes: ['Transpose'],
  translate(node, b) {
    const rank = b.shapeOf(node.inputs[0]).length;
    b.emit(node, 'Transpose', node.inputs, {
      perm: node.attributes.ints(
        'perm',
        Array.from({ length: rank }, (_, i) => rank - 1 - i),
      ),
    });
  },
};
