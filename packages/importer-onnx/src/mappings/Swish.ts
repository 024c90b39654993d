import { float32 } from '@openbpu/tensor';
import { type Mapping, OPAQUE } from '../graph/mapping';

/** `x · sigmoid(alpha · x)`: one op where alpha is 1, else as it reads. */
export const Swish: Mapping = {
  opTypes: ['Swish'],
  translate(node, b) {
    const [x] = node.inputs;
    const alpha = node.attributes.float('alpha', 1);
    if (!b.are('float32', [x])) return OPAQUE;
    if (alpha === 1) return b.emit(node, 'Swish', [x]);
    const scaled = b.step(node, 'scaled', 'Mul', [x, b.addConstant(node, 'alpha', float32([], [alpha]))]);
    return b.emit(node, 'Mul', [x, b.step(node, 'sigmoid', 'Sigmoid', [scaled])]);
  },
};
