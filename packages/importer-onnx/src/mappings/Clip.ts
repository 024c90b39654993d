import { type Mapping, OPAQUE } from '../graph/mapping';

/** Bounds are attributes before opset 11 and inputs since; they must be constants. */
export const Clip: Mapping = {
  opTypes: ['Clip'],
  translate(node, b) {
    const [x, ...bounds] = node.inputs;
    if (!b.are('float32', node.inputs)) return OPAQUE;
    if (node.opset < 11) {
      const { attributes } = node;
      return b.emit(node, 'Clip', [x], {
        min: attributes.float('min', -Infinity),
        max: attributes.float('max', Infinity),
      });
    }
    if (bounds.some((id) => id !== '' && !b.constant(id))) return OPAQUE;
    const [min = -Infinity, max = Infinity] = [0, 1].map((i) => b.numbers(bounds[i])?.[0]);
    return b.emit(node, 'Clip', [x], { min, max });
  },
};
