import { sizeOf } from '@openbpu/tensor';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { isEmpty } from './support/is-empty';
import { resolveShape } from './support/resolve-shape';

/** The shape must be a constant; it is written out, without 0 and −1. */
export const Reshape: Mapping = {
  opTypes: ['Reshape'],
  translate(node, b) {
    const [x, wanted] = node.inputs;
    const dims = b.numbers(wanted);
    if (!dims || isEmpty(b.shapeOf(x))) return OPAQUE;
    if (dims.includes(0) && node.attributes.flag('allowzero', false))
      node.attributes.wrong('allowzero', `makes a tensor without elements of the ${sizeOf(b.shapeOf(x))} there are`);
    return b.emit(node, 'Reshape', [x], { shape: resolveShape(b.shapeOf(x), dims) });
  },
};
