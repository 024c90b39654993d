import { ABSENT } from '@openbpu/ir';
import { DataType, dtypeOfDataType } from '@openbpu/onnx';
import { type DType, broadcastShapes, tensorType } from '@openbpu/tensor';
import { plain } from './elements';
import type { Rule } from './rule';

export const matMul =
  (dtype?: DType): Rule =>
  (node, b) => {
    const [x, y] = [b.shapeOf(node.inputs[0]), b.shapeOf(node.inputs[1])];
    if (x.length < 2 || y.length < 2) return undefined;
    return [
      tensorType(dtype ?? b.typeOf(node.inputs[0]).dtype, [
        ...broadcastShapes(x.slice(0, -2), y.slice(0, -2)),
        x[x.length - 2],
        y[y.length - 1],
      ]),
    ];
  };

/** As the zero point is, else what `output_dtype` says, else uint8. */
export const quantized: Rule = (node, b) => {
  const zero = node.inputs[2] ?? ABSENT;
  const wanted = node.attributes.int('output_dtype', DataType.UNDEFINED) || DataType.UINT8;
  const dtype = zero === ABSENT ? dtypeOfDataType(wanted) : b.typeOf(zero).dtype;
  return dtype && [plain(b.typeOf(node.inputs[0]), dtype)];
};

/** Sequences first: y [length, directions, batch, hidden], the last states [directions, batch, hidden]. */
export const recurrent: Rule = (node, b) => {
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  const hidden = node.attributes.int('hidden_size') ?? b.shapeOf(node.inputs[2]).at(-1);
  if (shape.length !== 3 || hidden === undefined || node.attributes.int('layout', 0) !== 0) return undefined;
  const [length, batch] = shape;
  const directions = node.attributes.string('direction', 'forward') === 'bidirectional' ? 2 : 1;
  const state = tensorType(dtype, [directions, batch, hidden]);
  return [tensorType(dtype, [length, directions, batch, hidden]), state, state];
};
