import { broadcast, cast, castLike, likeFirst, likeFirstAs } from '../opaque/rules/elements';
import { gridSample, pad, resize, tile } from '../opaque/rules/extents';
import { compress, gather, gatherElements, gatherND, oneHot } from '../opaque/rules/indexing';
import { matMul, quantized, recurrent } from '../opaque/rules/products';
import { argReduced, reduced, topK } from '../opaque/rules/reductions';
import type { Rule } from '../opaque/rules/rule';
import { convolved, pooled } from '../opaque/rules/windows';

/** What is known of an operator of the standard domain. */
export interface Operator {
  /** The types of its outputs, where they follow from the inputs by a short rule. */
  readonly types?: Rule;
  /** The operator set its present form came with, where something depends on that. */
  readonly since?: number;
  /** What it takes or gives besides tensors of numbers. */
  readonly carries?: 'a sequence' | 'an optional' | 'text';
}

/** Functions of one element without attributes, with the operator set their present form came with. */
export const UNARY: Readonly<Record<string, number>> = {
  Abs: 6,
  Acos: 7,
  Acosh: 9,
  Asin: 7,
  Asinh: 9,
  Atan: 7,
  Atanh: 9,
  Ceil: 6,
  Cos: 7,
  Cosh: 9,
  Erf: 9,
  Exp: 6,
  Floor: 6,
  HardSwish: 14,
  Log: 6,
  Mish: 18,
  Neg: 6,
  Reciprocal: 6,
  Relu: 6,
  Round: 11,
  Sigmoid: 6,
  Sign: 9,
  Sin: 7,
  Sinh: 9,
  Softplus: 1,
  Softsign: 1,
  Sqrt: 6,
  Tan: 7,
  Tanh: 6,
};

/** The operators that later operator sets brought. */
const LATER: Readonly<Record<string, number>> = {
  Attention: 24,
  RMSNormalization: 23,
  RotaryEmbedding: 23,
  Swish: 24,
  TensorScatter: 24,
};

/** How many outputs the operators have at most that have more than one. */
const SEVERAL_OUTPUTS: ReadonlyMap<string, number> = new Map([
  ['Attention', 4],
  ['BatchNormalization', 5],
  ['Dropout', 2],
  ['DynamicQuantizeLinear', 3],
  ['GRU', 2],
  ['If', Infinity],
  ['LSTM', 3],
  ['LayerNormalization', 3],
  ['Loop', Infinity],
  ['MaxPool', 2],
  ['RNN', 2],
  ['Scan', Infinity],
  ['SequenceMap', Infinity],
  ['SoftmaxCrossEntropyLoss', 2],
  ['Split', Infinity],
  ['StringSplit', 2],
  ['TopK', 2],
  ['Unique', 4],
]);

/** How many outputs a node of the operator may list. */
export function mostOutputs(opType: string): number {
  return SEVERAL_OUTPUTS.get(opType) ?? 1;
}

const all = (names: readonly string[], facts: Operator = {}): [string, Operator][] =>
  names.map((name) => [name, facts]);

const since = (names: Readonly<Record<string, number>>, facts: Operator = {}): [string, Operator][] =>
  Object.entries(names).map(([name, version]) => [name, { ...facts, since: version }]);

const typed = (types: Rule, ...names: readonly string[]): [string, Operator][] => all(names, { types });

/**
 * The operators of the standard domain, as of opset 25. How they are written in the graph stands in `mappings`, how
 * they are evaluated on constants in `fold`.
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...since(UNARY, { types: likeFirst }),
  ...typed(
    likeFirst,
    'BitwiseNot',
    'Celu',
    'Clip',
    'CumSum',
    'Elu',
    'Gelu',
    'GroupNormalization',
    'HardSigmoid',
    'Hardmax',
    'Identity',
    'InstanceNormalization',
    'LRN',
    'LayerNormalization',
    'LeakyRelu',
    'LogSoftmax',
    'LpNormalization',
    'MeanVarianceNormalization',
    'Not',
    'PRelu',
    'ReverseSequence',
    'Scatter',
    'ScatterElements',
    'ScatterND',
    'Selu',
    'Shrink',
    'Softmax',
    'ThresholdedRelu',
    'Trilu',
  ),
  ...typed(likeFirstAs('bool'), 'IsInf', 'IsNaN'),
  ...typed(likeFirstAs('float32'), 'DequantizeLinear'),
  ...typed(
    broadcast(),
    'Add',
    'BitShift',
    'BitwiseAnd',
    'BitwiseOr',
    'BitwiseXor',
    'Div',
    'Max',
    'Mean',
    'Min',
    'Mod',
    'Mul',
    'Pow',
    'Sub',
    'Sum',
  ),
  ...typed(broadcast('bool'), 'And', 'Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Or', 'Xor'),
  ...typed(broadcast(undefined, 1), 'Where'),
  ...typed(
    reduced,
    'ReduceL1',
    'ReduceL2',
    'ReduceLogSum',
    'ReduceLogSumExp',
    'ReduceMax',
    'ReduceMean',
    'ReduceMin',
    'ReduceProd',
    'ReduceSum',
    'ReduceSumSquare',
  ),
  ...typed(argReduced, 'ArgMax', 'ArgMin'),
  ...typed(cast, 'Cast'),
  ...typed(castLike, 'CastLike'),
  ...typed(compress, 'Compress'),
  ...typed(gather, 'Gather'),
  ...typed(gatherElements, 'GatherElements'),
  ...typed(gatherND, 'GatherND'),
  ...typed(gridSample, 'GridSample'),
  ...typed(matMul(), 'MatMul'),
  ...typed(matMul('int32'), 'MatMulInteger'),
  ...typed(oneHot, 'OneHot'),
  ...typed(pad, 'Pad'),
  ...typed(convolved, 'Conv'),
  ...typed(pooled, 'AveragePool', 'LpPool', 'MaxPool'),
  ...typed(quantized, 'QuantizeLinear'),
  ...typed(recurrent, 'GRU', 'LSTM', 'RNN'),
  ...typed(resize, 'Resize'),
  ...typed(tile, 'Tile'),
  ...typed(topK, 'TopK'),
  ...all(
    [
      'ConcatFromSequence',
      'SequenceAt',
      'SequenceConstruct',
      'SequenceEmpty',
      'SequenceErase',
      'SequenceInsert',
      'SequenceLength',
      'SequenceMap',
      'SplitToSequence',
    ],
    { carries: 'a sequence' },
  ),
  ...all(['Optional', 'OptionalGetElement', 'OptionalHasElement'], { carries: 'an optional' }),
  ...all(['RegexFullMatch', 'StringConcat', 'StringNormalizer', 'StringSplit', 'TfIdfVectorizer'], { carries: 'text' }),
  ...since(LATER),
  ...all([
    'AffineGrid',
    'BatchNormalization',
    'Bernoulli',
    'BlackmanWindow',
    'CenterCropPad',
    'Col2Im',
    'Concat',
    'Constant',
    'ConstantOfShape',
    'ConvInteger',
    'ConvTranspose',
    'DFT',
    'DeformConv',
    'DepthToSpace',
    'Det',
    'Dropout',
    'DynamicQuantizeLinear',
    'Einsum',
    'Expand',
    'EyeLike',
    'Flatten',
    'Gemm',
    'GlobalAveragePool',
    'GlobalLpPool',
    'GlobalMaxPool',
    'HammingWindow',
    'HannWindow',
    'If',
    'ImageDecoder',
    'Loop',
    'MaxRoiPool',
    'MaxUnpool',
    'MelWeightMatrix',
    'Multinomial',
    'NegativeLogLikelihoodLoss',
    'NonMaxSuppression',
    'NonZero',
    'QLinearConv',
    'QLinearMatMul',
    'RandomNormal',
    'RandomNormalLike',
    'RandomUniform',
    'RandomUniformLike',
    'Range',
    'Reshape',
    'RoiAlign',
    'STFT',
    'Scan',
    'Shape',
    'Size',
    'Slice',
    'SoftmaxCrossEntropyLoss',
    'SpaceToDepth',
    'Split',
    'Squeeze',
    'Transpose',
    'Unique',
    'Unsqueeze',
    'Upsample',
  ]),
]);
