import {
  binary,
  contradicted,
  conv,
  deconv,
  lastConv,
  unary,
  verdictsOn,
  withConstant,
} from '@openbpu/plugin-api/testing';
import { backend } from './backend';
import { witnesses } from './generated/witnesses.fixture';

const FUNCTIONS = [
  'Abs',
  'Atan',
  'Ceil',
  'Clip',
  'Cos',
  'Elu',
  'Exp',
  'Floor',
  'HardSigmoid',
  'HardSwish',
  'LeakyRelu',
  'Log',
  'Mish',
  'Reciprocal',
  'Sigmoid',
  'Sin',
  'Softplus',
  'Sqrt',
  'Swish',
  'Tanh',
];
const eleven = Array.from({ length: 11 }, () => 1).join('x');

/** Nodes that keep every rule; each limit is reached where a number bounds it. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['Conv at the largest kernel', conv('kernel: [31, 31]', '4x8x31x31')],
  ['Conv at the largest kernel volume', conv('kernel: [1, 31]', '1x2114x1x31', '1x2114x1x31')],
  [
    'Conv at the largest stride and pads',
    conv('kernel: [1, 1], strides: [256, 256], pads: [256, 256, 256, 256]', '4x8x1x1'),
  ],
  ['Conv at the largest dilation', conv('kernel: [2, 2], dilations: [16, 16]', '4x8x2x2')],
  ['Conv with most kernels', conv('kernel: [1, 1]', '8192x1x1x1', '1x1x2x2')],
  ['Conv as the last node', lastConv('kernel: [1, 1]', '8192x1x1x1', '1x1x2x2')],
  [
    'Conv before a residual Add',
    'input x: float32[1x4x8x8] NCHW\nconst w: float32[4x4x1x1] = seed 1\n' +
      'n: a = Conv(x, w) {kernel: [1, 1]}\nd: y = Add(a, x)\noutput y',
  ],
  ['depthwise Conv', conv('kernel: [3, 3], group: 8', '8x1x3x3')],
  ['fully connected Conv', conv('kernel: [7, 7]', '10x512x7x7', '1x512x7x7')],
  ['ConvTranspose of stride 2', deconv('kernel: [4, 4], strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1]')],
  ['ConvTranspose at the largest kernel and stride', deconv('kernel: [14, 14], strides: [14, 14]', '8x4x14x14')],
  ['ConvTranspose of stride 1 along one axis', deconv('kernel: [1, 2], strides: [1, 2]', '8x4x1x2')],
  [
    'AveragePool at its limits',
    unary('AveragePool', 'kernel: [32, 256], strides: [256, 256], pads: [255, 255, 255, 255]', '1x2x16x16'),
  ],
  ['MaxPool at its limits', unary('MaxPool', 'kernel: [256, 256], strides: [256, 256], pads: [256, 256, 256, 256]')],
  ['GlobalAveragePool', unary('GlobalAveragePool', '', '1x8x7x7')],
  ['GlobalMaxPool at its limits', unary('GlobalMaxPool', '', '1x1x256x256')],
  ['GridSample at its area', binary('GridSample', '1x1x720x1024', '1x3x3x2', 'padding_mode: "border"')],
  ['nearest GridSample of a line', binary('GridSample', '1x65536x1x1024', '1x1x1x2', 'mode: "nearest"')],
  ['nearest Resize by 2 and 4', unary('Resize', 'mode: "nearest", height: 32, width: 64')],
  ['nearest Resize to a half', unary('Resize', 'mode: "nearest", height: 8, width: 8')],
  ['linear Resize by 1.5', unary('Resize', 'mode: "linear", height: 24, width: 20, coordinate: "align_corners"')],
  ['Add of one shape', binary('Add', '1x8x4x4', '1x8x4x4')],
  ['Add of two ranks', binary('Add', '1x8x4x4', '4')],
  ['Add with both inputs repeated', binary('Add', '1x8x1x4', '1x1x4x4')],
  ['Add of a constant', withConstant('Add', '1x8x4x4', '1x8x1x1')],
  ['Add of rank 5 that merges', binary('Add', '1x2x3x4x5', '1x2x1x1x5')],
  ['Mul by a scalar', withConstant('Mul', '1x8x4x4', '1', 0)],
  ['Sub', binary('Sub', '1x8x4x4', '1x8x1x1')],
  ['Div', binary('Div', '1x8x4x4', '1x8x4x4')],
  ['Max', binary('Max', '2x3x4x5x6', '1')],
  ['Min', binary('Min', '1x8x4x4', '1x8x4x4')],
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'].map(
    (op) => [op, binary(op, '1x8x4x4', '1x8x1x1')] as const,
  ),
  ['Concat along the channels', binary('Concat', '1x8x4x4', '1x3x4x4', 'axis: 1')],
  ['Transpose of rank 5', unary('Transpose', 'perm: [0, 2, 3, 4, 1]', '1x3x5x4x4')],
  ['Slice of rank 2', unary('Slice', 'starts: [0], ends: [4], axes: [1]', '1x8')],
  ['Reshape to rank 2', unary('Reshape', 'shape: [1, -1]')],
  ['Reshape to rank 10', unary('Reshape', `shape: [${Array.from({ length: 9 }, () => 1).join(', ')}, -1]`)],
  ['Expand of one dimension', unary('Expand', 'shape: [1, 8, 16, 16]', '1x8x1x16')],
  [
    'Split in equal parts',
    'input x: float32[1x8x4x4] NCHW\nn: a, b = Split(x) {axis: 1, sizes: [4, 4]}\noutput a\noutput b',
  ],
  ['Pad of any axis', unary('Pad', 'pads: [0, 1, 0, 2, 0, 0, 3, 0]')],
  ['Softmax along each axis but the first', unary('Softmax', 'axis: -3')],
  ['DepthToSpace to 4 channels', unary('DepthToSpace', 'blocksize: 2', '1x16x4x4')],
  ['SpaceToDepth', unary('SpaceToDepth', 'blocksize: 2')],
  ['ReduceMean of height and width', unary('ReduceMean', 'axes: [-1, 2]')],
  ['ReduceMean of one axis, rank 5', unary('ReduceMean', 'axes: [4]', '1x2x3x4x5')],
  ['Pow', unary('Pow', 'exponent: 2.5', '8')],
  ['Relu', unary('Relu')],
  ['MatMul of matrices', binary('MatMul', '8192x4', '4x8192')],
  ['MatMul with a repeated second input', binary('MatMul', '3x7x4x5', '3x1x5x2')],
  ['MatMul with a repeated first input', binary('MatMul', '1x1x4x5', '3x7x5x2')],
  [
    'HzPreprocess',
    'input x: float32[1x3x8x8] NCHW\nconst w: float32[3x3x1x1] = seed 1\n' +
      'const b: float32[3] = seed 2\nn: y = HzPreprocess(x, w, b)\noutput y',
  ],
  ...FUNCTIONS.map((op): [string, string] => [op, unary(op)]),
  ...FUNCTIONS.map((op): [string, string] => [`${op} of rank 10`, unary(op, '', '1x1x1x1x1x1x1x1x2x2')]),
  ['ArgMax of channels', unary('ArgMax', 'axis: 1')],
  ['ArgMin of channels', unary('ArgMin', 'axis: 1')],
  ['ReduceMax of channels', unary('ReduceMax', 'axes: [1]')],
  ['ReduceSum of one axis, rank 5', unary('ReduceSum', 'axes: [4]', '1x2x3x4x5')],
  ['Tile along one dimension', unary('Tile', 'repeats: [1, 1, 3, 1]')],
  ['TopK', 'input x: float32[1x8]\nn: y, i = TopK(x) {k: 2}\noutput y\noutput i'],
  ['Gather of rank 2', 'input x: float32[4x8]\nconst i: int64[3] = [0, 2, 1]\nn: y = Gather(x, i) {axis: 1}\noutput y'],
  [
    'GatherElements',
    'input x: float32[2x3]\nconst i: int64[2x2] = [0, 2, 1, 1]\nn: y = GatherElements(x, i) {axis: 1}\noutput y',
  ],
];

/** Nodes just beyond a limit, and the rules that say so. */
const REFUSED: readonly (readonly [string, string, readonly string[]])[] = [
  ['kernel 32', conv('kernel: [32, 1]', '4x8x32x1'), ['Conv/kernel']],
  ['kernel width 32', conv('kernel: [1, 32]', '4x8x1x32'), ['Conv/kernel']],
  ['kernel volume 65536', conv('kernel: [4, 8]', '1x2048x4x8', '1x2048x8x8'), ['Conv/kernel_volume']],
  ['8193 kernels', conv('kernel: [1, 1]', '8193x1x1x1', '1x1x2x2'), ['Conv/kernel_nc', 'Conv/channels']],
  ['8193 kernels at the end', lastConv('kernel: [1, 1]', '8193x1x1x1', '1x1x2x2'), ['Conv/kernel_nc']],
  [
    '65537 channels at the end',
    lastConv('kernel: [1, 1]', '65537x1x1x1', '1x1x1x1'),
    ['Conv/kernel_nc', 'Conv/channels_last'],
  ],
  ['stride 257', conv('kernel: [1, 1], strides: [257, 1]', '4x8x1x1'), ['Conv/stride']],
  ['pad 257', conv('kernel: [1, 1], pads: [0, 0, 0, 257]', '4x8x1x1'), ['Conv/padding']],
  ['dilation 17', conv('kernel: [2, 1], dilations: [17, 1]', '4x8x2x1', '1x8x34x32'), ['Conv/dilation']],
  [
    'dilation with stride 2',
    conv('kernel: [3, 3], dilations: [2, 2], strides: [2, 2]', '4x8x3x3'),
    ['Conv/dilated_stride'],
  ],
  ['dilation that does not divide', conv('kernel: [3, 3], dilations: [3, 1]', '4x8x3x3'), ['Conv/dilated_divisible']],
  [
    'stride 4 before a residual Add',
    'input x: float32[1x4x8x8] NCHW\ninput s: float32[1x4x2x2] NCHW\n' +
      'const w: float32[4x4x1x1] = seed 1\nn: a = Conv(x, w) {kernel: [1, 1], strides: [4, 4]}\n' +
      'd: y = Add(a, s)\noutput y',
    ['Conv/residual_stride'],
  ],
  [
    'dilation with int16 output',
    `${conv('kernel: [3, 3], dilations: [2, 2]', '4x8x3x3').replace('dilations: [2, 2]}', 'dilations: [2, 2]} bpu id(0) int8/int16')}`,
    ['Conv/dilated_int8_out'],
  ],
  ['deconv kernel 15', deconv('kernel: [15, 4], strides: [2, 2]', '8x4x15x4'), ['ConvTranspose/kernel']],
  ['deconv kernel 1x1', deconv('kernel: [1, 1], strides: [2, 2]', '8x4x1x1'), ['ConvTranspose/kernel']],
  ['deconv stride 1x1', deconv('kernel: [3, 3]', '8x4x3x3'), ['ConvTranspose/stride_11']],
  ['deconv stride 15', deconv('kernel: [4, 4], strides: [15, 2]'), ['ConvTranspose/stride']],
  [
    'deconv output padding 2',
    deconv('kernel: [4, 4], strides: [3, 3], output_padding: [2, 0]'),
    ['ConvTranspose/out_pad'],
  ],
  [
    'deconv pad beyond kernel / stride',
    deconv('kernel: [4, 4], strides: [2, 2], pads: [3, 3, 1, 1]'),
    ['ConvTranspose/pad_h', 'ConvTranspose/pad_w'],
  ],
  [
    'deconv pad of kernel / odd stride',
    deconv('kernel: [3, 3], strides: [3, 3], pads: [1, 0, 0, 0]', '8x4x3x3'),
    ['ConvTranspose/pad_h'],
  ],
  ['deconv dilation', deconv('kernel: [4, 4], strides: [2, 2], dilations: [2, 1]'), ['ConvTranspose/dilation']],
  ['deconv batch 129', deconv('kernel: [4, 4], strides: [2, 2]', '1x1x4x4', '129x1x1x1'), ['ConvTranspose/n']],
  [
    'deconv 2049 channels',
    deconv('kernel: [2, 2], strides: [2, 2]', '2049x1x2x2', '1x2049x1x1'),
    ['ConvTranspose/channels', 'ConvTranspose/weight_nc'],
  ],
  ['deconv taps', deconv('kernel: [14, 14], strides: [2, 2]', '1x335x14x14', '1x1x1x1'), ['ConvTranspose/kernel_size']],
  ['average kernel 257', unary('AveragePool', 'kernel: [257, 1]', '1x1x257x4'), ['AveragePool/kernel']],
  ['average stride 257', unary('AveragePool', 'kernel: [2, 2], strides: [1, 257]'), ['AveragePool/stride']],
  ['average pad 257', unary('AveragePool', 'kernel: [2, 2], pads: [257, 0, 0, 0]'), ['AveragePool/padding']],
  ['max kernel 257', unary('MaxPool', 'kernel: [1, 257]', '1x1x4x257'), ['MaxPool/kernel']],
  ['max stride 257', unary('MaxPool', 'kernel: [2, 2], strides: [257, 1]'), ['MaxPool/stride']],
  ['max pad 257', unary('MaxPool', 'kernel: [2, 2], pads: [0, 257, 0, 0]'), ['MaxPool/padding']],
  ['max dilation', unary('MaxPool', 'kernel: [2, 2], dilations: [2, 2]'), ['MaxPool/dilation']],
  ['global max of 257', unary('GlobalMaxPool', '', '1x1x257x257'), ['GlobalMaxPool/h', 'GlobalMaxPool/w']],
  ['GridSample of too many elements', binary('GridSample', '1x1x721x1024', '1x3x3x2'), ['GridSample/area']],
  ['GridSample of a long line', binary('GridSample', '1x1x1x1025', '1x3x3x2'), ['GridSample/hw']],
  ['GridSample of too many channels', binary('GridSample', '1x65537x1x1', '1x3x3x2'), ['GridSample/c', 'general/hwc']],
  ['GridSample of too many images', binary('GridSample', '4097x1x1x1', '4097x3x3x2'), ['GridSample/n', 'general/n']],
  [
    'GridSample that mirrors',
    binary('GridSample', '1x8x4x4', '1x3x3x2', 'padding_mode: "reflection"'),
    ['GridSample/padding_mode'],
  ],
  ['nearest by 3', unary('Resize', 'mode: "nearest", height: 48, width: 48'), ['Resize/nearest_pow2']],
  ['nearest taller than wide', unary('Resize', 'mode: "nearest", height: 64, width: 32'), ['Resize/nearest_h_le_w']],
  [
    'two constants',
    'const a: float32[1x4] = seed 1\nconst b: float32[1x4] = seed 2\nn: y = Add(a, b)\noutput y',
    ['Add/one_const'],
  ],
  ['a Greater with both inputs repeated', binary('Greater', '1x8x1x4', '1x1x4x4'), ['Greater/one_side_broadcast']],
  ['rank 11', binary('Mul', eleven, eleven), ['Mul/rank_2_5']],
  ['rank 5 that does not merge', binary('Add', '2x3x4x5x6', '2x1x4x1x6'), ['Add/fold_to_4d']],
  ['a batch repeated', binary('Add', '2x8x4x4', '1x8x4x4'), ['Add/no_batch_broadcast']],
  ['a batch of a quotient repeated', binary('Div', '2x8x4x4', '1x8x4x4'), ['Div/no_batch_broadcast']],
  ['a vector', binary('Sub', '4', '4'), ['Sub/rank_2_5']],
  ['both inputs of a Max repeated', binary('Max', '1x8x1x4', '1x1x4x4'), ['Max/one_side_broadcast']],
  ['functions of a batch of 4097', unary('Tanh', '', '4097x1x1'), ['Tanh/dim0']],
  ['functions of 65537 columns', unary('Tanh', '', '1x1x65537'), ['Tanh/dims']],
  ['rank 5 of a Max that does not merge', binary('Max', '2x3x4x5x6', '2x1x4x1x6'), ['Max/fold_to_4d']],
  ['Concat along the batch', binary('Concat', '1x8x4x4', '1x8x4x4', 'axis: -4'), ['Concat/axis']],
  ['Concat of rank 3', binary('Concat', '1x8x4', '1x8x4', 'axis: 1'), ['general/rank4']],
  ['Transpose of rank 11', unary('Transpose', 'perm: [10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]', eleven), ['Transpose/ranks']],
  ['Slice of rank 11', unary('Slice', 'starts: [0], ends: [1]', eleven), ['Slice/ranks']],
  ['Reshape to rank 11', unary('Reshape', `shape: [${eleven.replaceAll('x', ', ')}]`, '1'), ['Reshape/rank_1_10']],
  ['Expand of two dimensions', unary('Expand', 'shape: [1, 8, 16, 16]', '1x8x1x1'), ['Expand/one_dim']],
  [
    'Split along the batch',
    'input x: float32[2x8x4x4] NCHW\nn: a, b = Split(x) {axis: 0, sizes: [1, 1]}\noutput a\noutput b',
    ['Split/axis'],
  ],
  [
    'Split in unequal parts',
    'input x: float32[1x8x4x4] NCHW\nn: a, b = Split(x) {axis: 1, sizes: [3, 5]}\noutput a\noutput b',
    ['Split/even'],
  ],
  [
    'Split in three',
    'input x: float32[1x8x4x4] NCHW\nn: a, b, c = Split(x) {axis: 1, sizes: [4, 2, 2]}\noutput a\noutput b\noutput c',
    ['Split/count'],
  ],
  ['mirrored Pad', unary('Pad', 'pads: [0, 0, 1, 1, 0, 0, 1, 1], mode: "reflect"'), ['Pad/mode']],
  ['Pad of rank 3', unary('Pad', 'pads: [0, 1, 0, 0, 1, 0]', '1x4x4'), ['Pad/ranks']],
  ['Softmax along the batch', unary('Softmax', 'axis: 0'), ['Softmax/axis']],
  ['Softmax of a matrix', unary('Softmax', 'axis: 1', '1x10'), ['Softmax/rank4']],
  ['DepthToSpace by 3', unary('DepthToSpace', 'blocksize: 3', '1x36x4x4'), ['DepthToSpace/blocksize']],
  ['DepthToSpace to 3 channels', unary('DepthToSpace', 'blocksize: 2', '1x12x4x4'), ['DepthToSpace/out_c4']],
  ['SpaceToDepth by 4', unary('SpaceToDepth', 'blocksize: 4'), ['SpaceToDepth/blocksize']],
  ['ReduceMean of other axes', unary('ReduceMean', 'axes: [1, 2]'), ['ReduceMean/one_axis_or_hw']],
  ['ReduceMean that drops its axes', unary('ReduceMean', 'axes: [2, 3], keepdims: false'), ['ReduceMean/keepdims']],
  ['ReduceMean of rank 6', unary('ReduceMean', 'axes: [5]', '1x1x1x2x3x4'), ['ReduceMean/rank_2_5']],
  ['a function of rank 11', unary('Swish', '', eleven), ['Sigmoid/rank_1_10']],
  ['MatMul of two ranks', binary('MatMul', '2x3x4', '4x5'), ['MatMul/same_rank']],
  ['MatMul of 8193 rows', binary('MatMul', '8193x4', '4x5'), ['MatMul/mkn']],
  ['MatMul of 4097 batches', binary('MatMul', '4097x1x1', '4097x1x1'), ['MatMul/outer']],
  [
    'MatMul with both repeated',
    binary('MatMul', '3x1x4x5', '1x7x5x2'),
    ['MatMul/one_operand_broadcasts', 'MatMul/a_all_or_nothing', 'MatMul/b_contiguous'],
  ],
  ['MatMul with the first repeated in part', binary('MatMul', '3x1x4x5', '3x7x5x2'), ['MatMul/a_all_or_nothing']],
  [
    'MatMul with the second repeated in the middle',
    binary('MatMul', '2x3x7x4x5', '2x1x7x5x2'),
    ['MatMul/b_contiguous'],
  ],
  ['batch 4097', unary('Relu', '', '4097x1x1x1'), ['general/n']],
  ['65537 channels', unary('Relu', '', '1x65537x1x1'), ['general/hwc']],
  ['more than 1 GiB', unary('Relu', '', '1x16385x256x256'), ['general/bytes']],
  ['an op for images at rank 3', unary('Relu', '', '1x8x4'), ['general/rank4']],
];

describe('the rules of bayes', () => {
  it.each(ALLOWED)('allow %s', (_, text) => {
    expect(verdictsOn(backend.constraints, text, 'n').broken).toEqual({});
  });

  it.each(REFUSED)('refuse %s', (_, text, rules) => {
    const { broken } = verdictsOn(backend.constraints, text, 'n');
    expect(Object.keys(broken).sort()).toEqual(rules.map((rule) => `bayes/${rule}`).sort());
  });

  it('are each kept by some node that keeps all of them', () => {
    const kept = new Set(ALLOWED.flatMap(([, text]) => verdictsOn(backend.constraints, text, 'n').kept));
    expect(backend.constraints.map(({ id }) => id).filter((id) => !kept.has(id))).toEqual([]);
  });

  it('give reasons with the values', () => {
    expect(verdictsOn(backend.constraints, REFUSED[0][1], 'n').broken).toEqual({
      'bayes/Conv/kernel': 'kernel 32x1 exceeds 31',
    });
  });
});

it('agrees with the facts on both sides of every limit that one size can cross', () => {
  expect(witnesses.length).toBeGreaterThan(0);
  expect(contradicted(backend.constraints, witnesses)).toEqual([]);
});
