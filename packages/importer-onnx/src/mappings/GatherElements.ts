import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/** The indices must be constant and lie inside. */
export const GatherElements: Mapping = {
  opTypes: ['GatherElements'],
  translate(node, b) {
    const [x, input] = node.inputs;
    const shape = b.shapeOf(x);
    const indices = b.numbers(input);
    if (!indices || shape.length === 0) return OPAQUE;
    const axis = checkedAxis(node, node.attributes.int('axis', 0), shape.length);
    const size = shape[axis];
    const outside = indices.find((index) => index < -size || index >= size);
    if (outside !== undefined) node.attributes.wrong('axis', `has ${size} elements, and index ${outside} is asked for`);
    return b.emit(node, 'GatherElements', [x, input], { axis });
  },
};
