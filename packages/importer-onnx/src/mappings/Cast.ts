import { DataType, dtypeOfDataType } from '@openbpu/onnx';
import { widenedDType } from '../graph/graph-builder';
import { type Mapping, OPAQUE } from '../graph/mapping';

/** Between floats there is nothing to do, since all of them are float32 here; other casts stay ONNX operators. */
export const Cast: Mapping = {
  opTypes: ['Cast', 'CastLike'],
  translate(node, b) {
    const [x, like] = node.inputs;
    const to = node.attributes.int('to');
    const named = to === DataType.BFLOAT16 ? 'float32' : dtypeOfDataType(to);
    const dtype = node.opType === 'CastLike' ? b.typeOf(like).dtype : named && widenedDType(named);
    if (dtype !== b.typeOf(x).dtype) return OPAQUE;
    return b.alias(node.outputs[0], x);
  },
};
