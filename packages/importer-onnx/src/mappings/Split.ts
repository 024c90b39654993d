import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/**
 * Sizes are given by an attribute before opset 13 and an input since; without them the parts are equal, the last one
 * smaller.
 */
export const Split: Mapping = {
  opTypes: ['Split'],
  translate(node, b) {
    const [x, sizesInput = ''] = node.inputs;
    const shape = b.shapeOf(x);
    const axis = checkedAxis(node, node.attributes.int('axis', 0), shape.length);
    const given = node.opset < 13 ? node.attributes.ints('split') : b.numbers(sizesInput);
    if (!given && sizesInput !== '') return OPAQUE;
    const count = node.attributes.int('num_outputs', node.outputs.length);
    if (count !== node.outputs.length)
      node.attributes.wrong('num_outputs', `is ${count} for ${node.outputs.length} outputs`);
    const part = Math.ceil(shape[axis] / count);
    const sizes = given ?? Array.from({ length: count }, (_, i) => Math.max(Math.min(part, shape[axis] - i * part), 0));
    if (sizes.length !== node.outputs.length)
      node.attributes.wrong('split', `makes ${sizes.length} parts for ${node.outputs.length} outputs`);
    return b.emit(node, 'Split', [x], { axis, sizes }, node.outputs);
  },
};
