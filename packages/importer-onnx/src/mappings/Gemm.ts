import { type Mapping, OPAQUE } from '../graph/mapping';
import { rowVector, scaled, transposed } from './support/matrix';

/**
 * `alpha · A · B + beta · C` as x·Wᵀ + b: transpositions and factors go into the constants; a C that is no row is added
 * behind.
 */
export const Gemm: Mapping = {
  opTypes: ['Gemm'],
  translate(node, b) {
    const { attributes } = node;
    const [a, w, c = ''] = node.inputs;
    if (!b.are('float32', node.inputs) || b.shapeOf(a).length !== 2 || b.shapeOf(w).length !== 2) return OPAQUE;
    const x = attributes.flag('transA', false) ? transposed(node, b, 'rows', a) : a;
    const turned = attributes.flag('transB', false) ? w : transposed(node, b, 'weight', w);
    const weight = scaled(node, b, 'alpha', turned, attributes.float('alpha', 1));
    const beta = attributes.float('beta', 1);
    if (c === '' || beta === 0) return b.emit(node, 'Gemm', [x, weight]);
    const row = rowVector(b, c, b.shapeOf(weight)[0]);
    if (row) {
      const plain = row.shape.length === b.shapeOf(c).length && row.data.length === b.shapeOf(c)[0];
      const bias = plain ? c : b.addConstant(node, 'bias', row);
      return b.emit(node, 'Gemm', [x, weight, scaled(node, b, 'beta', bias, beta)]);
    }
    return b.finish(node, 'add', 'Add', [b.main(node, 'Gemm', [x, weight]), scaled(node, b, 'beta', c, beta)]);
  },
};
