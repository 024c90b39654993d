import { DataType, dtypeOfDataType } from '@openbpu/onnx';
import { type DType, type TensorType, broadcastShapes, tensorType } from '@openbpu/tensor';
import { widenedDType } from '../../graph/graph-builder';
import type { Rule } from './rule';

export const plain = ({ dtype, shape, layout }: TensorType, other: DType = dtype): TensorType =>
  tensorType(other, shape, layout);

/** One output like the first input. */
export const likeFirst: Rule = (node, b) => [plain(b.typeOf(node.inputs[0]))];

/** One output of the shape of the first input, of another element type. */
export const likeFirstAs =
  (dtype: DType): Rule =>
  (node, b) => [plain(b.typeOf(node.inputs[0]), dtype)];

/** All inputs broadcast; of the element type of input `from`, or another. */
export const broadcast =
  (dtype?: DType, from = 0): Rule =>
  (node, b) => {
    const types = node.inputs.map((id) => b.typeOf(id));
    const shape = types.map((type) => type.shape).reduce<number[]>((x, y) => broadcastShapes(x, y), []);
    const layout = types.find((type) => type.shape.length === shape.length)?.layout;
    return [tensorType(dtype ?? b.typeOf(node.inputs[from]).dtype, shape, layout)];
  };

export const cast: Rule = (node, b) => {
  const to = node.attributes.int('to');
  const dtype = to === DataType.BFLOAT16 ? 'float32' : dtypeOfDataType(to);
  return dtype && [plain(b.typeOf(node.inputs[0]), widenedDType(dtype))];
};

/** The first input with the element type of the second. */
export const castLike: Rule = (node, b) => [plain(b.typeOf(node.inputs[0]), b.typeOf(node.inputs[1]).dtype)];
