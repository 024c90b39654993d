import type { Mapping } from '../graph/mapping';
import { checkedAxis } from './support/axes';
import { isEmpty } from './support/is-empty';

/** Inputs without elements are left out, for some exporters write them. */
export const Concat: Mapping = {
  opTypes: ['Concat'],
  translate(node, b) {
    const axis = node.attributes.int('axis') ?? node.attributes.wrong('axis', 'is missing');
    const parts = node.inputs.filter((id) => !isEmpty(b.shapeOf(id)));
    const inputs = parts.length > 0 ? parts : node.inputs.slice(0, 1);
    b.emit(node, 'Concat', inputs, { axis: checkedAxis(node, axis, b.shapeOf(inputs[0]).length) });
  },
};
