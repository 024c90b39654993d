import { ABSENT } from '@openbpu/ir';
import { DataType, dtypeOfDataType } from '@openbpu/onnx';
import { type DType, type TensorType, broadcastShapes, normalizeAxis, tensorType } from '@openbpu/tensor';
import { type GraphBuilder, widenedDType } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';

/** Types of the outputs of a node; undefined where its inputs do not settle them. */
type Rule = (node: ImportNode, b: GraphBuilder) => readonly TensorType[] | undefined;

const plain = ({ dtype, shape, layout }: TensorType, other: DType = dtype): TensorType =>
  tensorType(other, shape, layout);

/** One output like the first input. */
const likeFirst: Rule = (node, b) => [plain(b.typeOf(node.inputs[0]))];

/** One output of the shape of the first input, of another element type. */
const likeFirstAs =
  (dtype: DType): Rule =>
  (node, b) => [plain(b.typeOf(node.inputs[0]), dtype)];

/** All inputs broadcast; of the element type of input `from`, or another. */
const broadcast =
  (dtype?: DType, from = 0): Rule =>
  (node, b) => {
    const types = node.inputs.map((id) => b.typeOf(id));
    const shape = types.map((type) => type.shape).reduce<number[]>((x, y) => broadcastShapes(x, y), []);
    const layout = types.find((type) => type.shape.length === shape.length)?.layout;
    return [tensorType(dtype ?? b.typeOf(node.inputs[from]).dtype, shape, layout)];
  };

const reduced: Rule = (node, b) => {
  const x = b.typeOf(node.inputs[0]);
  const given = node.inputs.length > 1 ? b.numbers(node.inputs[1]) : node.attributes.ints('axes', []);
  if (!given) return undefined;
  if (given.length === 0 && node.attributes.flag('noop_with_empty_axes', false)) return [plain(x)];
  const axes = new Set(
    (given.length > 0 ? given : [...x.shape.keys()]).map((axis) => normalizeAxis(axis, x.shape.length)),
  );
  const keep = node.attributes.flag('keepdims', true);
  return [
    tensorType(
      x.dtype,
      x.shape.flatMap((dim, axis) => (!axes.has(axis) ? [dim] : keep ? [1] : [])),
      keep ? x.layout : 'none',
    ),
  ];
};

const argReduced: Rule = (node, b) => {
  const { shape } = b.typeOf(node.inputs[0]);
  const axis = normalizeAxis(node.attributes.int('axis', 0), shape.length);
  return [tensorType('int64', node.attributes.flag('keepdims', true) ? shape.with(axis, 1) : shape.toSpliced(axis, 1))];
};

const gather: Rule = (node, b) => {
  const [data, indices] = [b.typeOf(node.inputs[0]), b.typeOf(node.inputs[1])];
  const axis = normalizeAxis(node.attributes.int('axis', 0), data.shape.length);
  return [tensorType(data.dtype, [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)])];
};

const gatherND: Rule = (node, b) => {
  const [data, indices] = [b.typeOf(node.inputs[0]), b.typeOf(node.inputs[1])];
  const batch = node.attributes.int('batch_dims', 0);
  return [
    tensorType(data.dtype, [...indices.shape.slice(0, -1), ...data.shape.slice(batch + (indices.shape.at(-1) ?? 0))]),
  ];
};

const cast: Rule = (node, b) => {
  const to = node.attributes.int('to');
  const dtype = to === DataType.BFLOAT16 ? 'float32' : dtypeOfDataType(to);
  return dtype && [plain(b.typeOf(node.inputs[0]), widenedDType(dtype))];
};

const tile: Rule = (node, b) => {
  const repeats = b.numbers(node.inputs[1]);
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  return (
    repeats && [
      tensorType(
        dtype,
        shape.map((dim, i) => dim * repeats[i]),
      ),
    ]
  );
};

const topK: Rule = (node, b) => {
  const k = node.inputs.length > 1 ? b.numbers(node.inputs[1])?.[0] : node.attributes.int('k');
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  if (k === undefined) return undefined;
  const taken = shape.with(normalizeAxis(node.attributes.int('axis', -1), shape.length), k);
  return [tensorType(dtype, taken), tensorType('int64', taken)];
};

const pad: Rule = (node, b) => {
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  const pads = node.opset < 11 ? node.attributes.ints('pads') : b.numbers(node.inputs[1]);
  if (!pads || node.inputs.length > 3) return undefined;
  return [
    tensorType(
      dtype,
      shape.map((dim, i) => dim + pads[i] + pads[i + shape.length]),
      layout,
    ),
  ];
};

const matMul =
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

const quantized: Rule = (node, b) => {
  const zero = node.inputs[2];
  return [plain(b.typeOf(node.inputs[0]), zero === undefined || zero === ABSENT ? 'uint8' : b.typeOf(zero).dtype)];
};

const oneHot: Rule = (node, b) => {
  const depth = b.numbers(node.inputs[1])?.[0];
  const { shape } = b.typeOf(node.inputs[0]);
  if (depth === undefined) return undefined;
  const axis = normalizeAxis(node.attributes.int('axis', -1), shape.length + 1);
  return [tensorType(b.typeOf(node.inputs[2]).dtype, shape.toSpliced(axis, 0, depth))];
};

/** Sequences first: y [length, directions, batch, hidden], the last states [directions, batch, hidden]. */
const recurrent: Rule = (node, b) => {
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  const hidden = node.attributes.int('hidden_size') ?? b.shapeOf(node.inputs[2]).at(-1);
  if (shape.length !== 3 || hidden === undefined || node.attributes.int('layout', 0) !== 0) return undefined;
  const [length, batch] = shape;
  const directions = node.attributes.string('direction', 'forward') === 'bidirectional' ? 2 : 1;
  const state = tensorType(dtype, [directions, batch, hidden]);
  return [tensorType(dtype, [length, directions, batch, hidden]), state, state];
};

const gridSample: Rule = (node, b) => {
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  return [tensorType(dtype, [...shape.slice(0, 2), ...b.shapeOf(node.inputs[1]).slice(1, -1)], layout)];
};

/** All forms by the sizes or scales of every dimension. */
const resize: Rule = (node, b) => {
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  const [scales, sizes] = [node.opset < 11 ? node.inputs[1] : node.inputs[2], node.inputs[3]].map((id) =>
    b.numbers(id),
  );
  const from = (values: readonly number[] | undefined) =>
    values?.length === shape.length && !node.attributes.has('axes');
  if (from(scales))
    return [
      tensorType(
        dtype,
        shape.map((dim, i) => Math.floor(dim * scales![i])),
        layout,
      ),
    ];
  return from(sizes) && !node.attributes.has('keep_aspect_ratio_policy')
    ? [tensorType(dtype, sizes!, layout)]
    : undefined;
};

/** The condition must be a constant. */
const compress: Rule = (node, b) => {
  const kept = b.numbers(node.inputs[1])?.filter((value) => value !== 0).length;
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  const axis = node.attributes.int('axis');
  if (kept === undefined) return undefined;
  return [tensorType(dtype, axis === undefined ? [kept] : shape.with(normalizeAxis(axis, shape.length), kept))];
};

const family = (rule: Rule, names: string): [string, Rule][] => names.split(' ').map((name) => [name, rule]);

/**
 * Operators whose output types follow from their inputs by a short rule. What is not here is taken from what the model
 * declares, or asked of a probe.
 */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ...family(
    likeFirst,
    'Acos Acosh Asin Asinh Atan Atanh BitwiseNot Celu Cosh CumSum Hardmax InstanceNormalization ' +
      'LRN LogSoftmax LpNormalization MeanVarianceNormalization Mish Not Selu Shrink Sign Sinh ' +
      'Softsign Tan ThresholdedRelu Trilu',
  ),
  ...family(
    likeFirst,
    'Abs Ceil Clip Cos Elu Erf Exp Floor Gelu HardSigmoid HardSwish Identity LeakyRelu Log Neg ' +
      'PRelu Reciprocal Relu Round Sigmoid Sin Softmax Softplus Sqrt Tanh',
  ),
  ...family(likeFirst, 'GroupNormalization LayerNormalization ScatterElements ScatterND Scatter ReverseSequence'),
  ...family(likeFirstAs('bool'), 'IsInf IsNaN'),
  ...family(broadcast(), 'Add Sub Mul Div Mod Max Min Sum Mean Pow BitShift BitwiseAnd BitwiseOr BitwiseXor'),
  ...family(broadcast('bool'), 'And Or Xor Equal Less LessOrEqual Greater GreaterOrEqual'),
  ...family(broadcast(undefined, 1), 'Where'),
  ...family(
    reduced,
    'ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ' +
      'ReduceSum ReduceSumSquare',
  ),
  ...family(argReduced, 'ArgMax ArgMin'),
  ...family(cast, 'Cast'),
  ...family(compress, 'Compress'),
  ...family(gather, 'Gather'),
  ...family(gatherND, 'GatherND'),
  ...family((node, b) => [tensorType(b.typeOf(node.inputs[0]).dtype, b.shapeOf(node.inputs[1]))], 'GatherElements'),
  ...family((node, b) => [plain(b.typeOf(node.inputs[0]), b.typeOf(node.inputs[1]).dtype)], 'CastLike'),
  ...family(matMul(), 'MatMul'),
  ...family(matMul('int32'), 'MatMulInteger'),
  ...family(pad, 'Pad'),
  ...family(quantized, 'QuantizeLinear'),
  ...family(likeFirstAs('float32'), 'DequantizeLinear'),
  ...family(oneHot, 'OneHot'),
  ...family(recurrent, 'GRU LSTM RNN'),
  ...family(gridSample, 'GridSample'),
  ...family(resize, 'Resize'),
  ...family(tile, 'Tile'),
  ...family(topK, 'TopK'),
]);

/**
 * Types of the outputs, as many as are used, or undefined. Throws RangeError or TypeError where the inputs make no
 * sense together.
 */
export function inferOpaque(node: ImportNode, b: GraphBuilder): readonly TensorType[] | undefined {
  const rule = RULES.get(node.opType);
  return rule && node.inputs.length > 0 ? rule(node, b) : undefined;
}
