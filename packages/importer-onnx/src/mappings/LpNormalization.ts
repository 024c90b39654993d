import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/** The least normal float32: it keeps rows of zeros as they are, as runtimes do, and changes no other. */
const LEAST = 2 ** -126;

/** The Euclidean norm along one axis; that of absolute values stays an ONNX operator. */
export const LpNormalization: Mapping = {
  opTypes: ['LpNormalization'],
  translate(node, b) {
    const [x] = node.inputs;
    const { length } = b.shapeOf(x);
    if (node.attributes.int('p', 2) !== 2 || !b.are('float32', [x]) || length === 0) return OPAQUE;
    const axis = checkedAxis(node, node.attributes.int('axis', -1), length);
    return b.emit(node, 'L2Normalization', [x], { axes: [axis], epsilon: LEAST, bound: 'least' });
  },
};
