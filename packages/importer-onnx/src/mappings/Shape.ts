import { int64, sizeOf } from '@openbpu/tensor';
import type { Mapping } from '../graph/mapping';

/** Shapes are known: they are constants. */
export const Shape: Mapping = {
  opTypes: ['Shape', 'Size'],
  translate(node, b) {
    const shape = b.shapeOf(node.inputs[0]);
    if (node.opType === 'Size') return b.setConstant(node.outputs[0], int64([], [sizeOf(shape)]));
    const part = shape.slice(node.attributes.int('start', 0), node.attributes.int('end', shape.length));
    b.setConstant(node.outputs[0], int64([part.length], part));
  },
};
