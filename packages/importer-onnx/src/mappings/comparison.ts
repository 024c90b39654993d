import { isFloat } from '@openbpu/tensor';
import { type Mapping, OPAQUE } from '../graph/mapping';

/** Comparisons of two broadcast tensors: of float32, of whole numbers of one type, and whether masks are equal. */
export const comparison: Mapping = {
  opTypes: ['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'],
  translate(node, b) {
    const [x, z] = node.inputs;
    if (node.inputs.length !== 2) return OPAQUE;
    const { dtype } = b.typeOf(x);
    const compared = dtype === 'bool' ? node.opType === 'Equal' : dtype === 'float32' || !isFloat(dtype);
    if (!compared || b.typeOf(z).dtype !== dtype) return OPAQUE;
    return b.emit(node, node.opType, node.inputs);
  },
};
