import { DataType, dtypeOfDataType } from '@openbpu/onnx';
import { castTo } from '../fold/construction';
import { widenedDType } from '../graph/graph-builder';
import { type Mapping, OPAQUE } from '../graph/mapping';

/**
 * Between floats there is nothing to do, since all of them are float32 here; a constant is cast, whatever is known of
 * the value it is to be like; other casts stay ONNX operators.
 */
export const Cast: Mapping = {
  opTypes: ['Cast', 'CastLike'],
  translate(node, b) {
    const [x, like] = node.inputs;
    const to = node.attributes.int('to');
    const named = to === DataType.BFLOAT16 ? 'float32' : dtypeOfDataType(to);
    const dtype = node.opType === 'CastLike' ? b.typeOf(like).dtype : named && widenedDType(named);
    if (dtype === b.typeOf(x).dtype) return b.alias(node.outputs[0], x);
    const constant = b.constant(x);
    if (!constant || !dtype) return OPAQUE;
    return b.setConstant(node.outputs[0], castTo(constant, dtype));
  },
};
