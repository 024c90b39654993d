import { sizeOf } from '@openbpu/tensor';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/**
 * Along one axis since opset 13. Before, the dimensions from `axis` on were normalised together: that is one axis where
 * at most one of them is not 1, and otherwise a matrix between two reshapes.
 */
export const Softmax: Mapping = {
  opTypes: ['Softmax'],
  translate(node, b) {
    const [x] = node.inputs;
    const shape = b.shapeOf(x);
    if (!b.are('float32', node.inputs) || shape.length === 0) return OPAQUE;
    if (node.opset >= 13) return b.emit(node, 'Softmax', [x], { axis: checkedAxis(node, node.attributes.int('axis', -1), shape.length) });
    const axis = checkedAxis(node, Math.min(node.attributes.int('axis', 1), shape.length - 1), shape.length);
    const wide = [...shape.keys()].slice(axis).filter((at) => shape[at] !== 1);
    if (wide.length <= 1) return b.emit(node, 'Softmax', [x], { axis: wide[0] ?? axis });
    const matrix = b.reshaped(node, 'flat', x, [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis))]);
    return b.finish(node, 'reshape', 'Reshape', [b.main(node, 'Softmax', [matrix], { axis: 1 })], { shape });
  },
};
