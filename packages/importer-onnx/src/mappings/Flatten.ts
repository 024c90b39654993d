import { sizeOf } from '@openbpu/tensor';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { isEmpty } from './support/is-empty';

/** A matrix: the dimensions before `axis`, and the others. */
export const Flatten: Mapping = {
  opTypes: ['Flatten'],
  translate(node, b) {
    const shape = b.shapeOf(node.inputs[0]);
    const axis = node.attributes.int('axis', 1);
    if (Math.abs(axis) > shape.length)
      node.attributes.wrong('axis', `${axis} is outside a tensor of rank ${shape.length}`);
    if (isEmpty(shape)) return OPAQUE;
    const at = axis < 0 ? axis + shape.length : axis;
    return b.emit(node, 'Reshape', node.inputs, { shape: [sizeOf(shape.slice(0, at)), sizeOf(shape.slice(at))] });
  },
};
