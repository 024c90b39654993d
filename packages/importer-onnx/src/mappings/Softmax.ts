import type { RawAttrs } from '@openbpu/ir';
import { type Shape, sizeOf } from '@openbpu/tensor';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/** The op along one axis, as opset 13 has it; its relatives stay ONNX operators. */
function along({ opType }: ImportNode, shape: Shape, axis: number): { op: string; attrs: RawAttrs } {
  if (opType === 'Softmax') return { op: opType, attrs: { axis } };
  return {
    op: 'OnnxOp',
    attrs: { domain: '', opType, opset: 13, attributes: { axis }, outputTypes: [{ dtype: 'float32', shape }] },
  };
}

/**
 * Along one axis since opset 13. Before, the dimensions from `axis` on were normalised together: that is one axis where
 * at most one of them is not 1, and otherwise a matrix between two reshapes.
 */
export const Softmax: Mapping = {
  opTypes: ['Softmax', 'LogSoftmax', 'Hardmax'],
  translate(node, b) {
    const [x] = node.inputs;
    const shape = b.shapeOf(x);
    if (!b.are('float32', node.inputs) || shape.length === 0) return OPAQUE;
    if (node.opset >= 13)
      return node.opType === 'Softmax'
        ? b.emit(node, 'Softmax', [x], { axis: checkedAxis(node, node.attributes.int('axis', -1), shape.length) })
        : OPAQUE;
    const axis = checkedAxis(node, Math.min(node.attributes.int('axis', 1), shape.length - 1), shape.length);
    const wide = [...shape.keys()].slice(axis).filter((at) => shape[at] !== 1);
    if (wide.length <= 1) {
      const { op, attrs } = along(node, shape, wide[0] ?? axis);
      return b.emit(node, op, [x], attrs);
    }
    const flat = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis))];
    const { op, attrs } = along(node, flat, 1);
    return b.finish(node, 'reshape', 'Reshape', [b.main(node, op, [b.reshaped(node, 'flat', x, flat)], attrs)], {
      shape,
    });
  },
};
