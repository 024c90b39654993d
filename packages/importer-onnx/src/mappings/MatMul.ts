import { type Mapping, OPAQUE } from '../graph/mapping';
import { transposed } from './support/matrix';

/** A matrix times a constant matrix is a Gemm without a bias. */
export const MatMul: Mapping = {
  opTypes: ['MatMul'],
  translate(node, b) {
    const [x, w] = node.inputs;
    if (!b.are('float32', node.inputs)) return OPAQUE;
    const layer = b.constant(w) !== undefined && b.shapeOf(w).length === 2 && b.shapeOf(x).length === 2;
    if (layer) return b.emit(node, 'Gemm', [x, transposed(node, b, 'weight', w)]);
    return b.emit(node, 'MatMul', node.inputs);
  },
};
