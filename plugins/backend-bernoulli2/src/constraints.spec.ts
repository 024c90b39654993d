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

const TABLES = ['Cos', 'Sin', 'Softplus', 'Sqrt', 'Tanh'];

/** A node behind a convolution. */
function behindConv(node: string): string {
  return (
    'input x: float32[1x4x8x8] NCHW\nconst w: float32[4x4x1x1] = seed 1\n' +
    `a: b = Conv(x, w) {kernel: [1, 1]}\n${node}\noutput y`
  );
}

const norm = 'const s: float32[4] = seed 1\nconst v: float32[4] = splat 1\n';

/** Nodes that keep every rule; each limit is reached where a number bounds it. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['Conv at the largest kernel', conv('kernel: [7, 7]', '4x8x7x7')],
  ['Conv of any stride', conv('kernel: [1, 1], strides: [9, 9]', '4x8x1x1')],
  ['Conv with most input channels', conv('kernel: [1, 1]', '4x4096x1x1', '1x4096x2x2')],
  ['Conv with most output channels', conv('kernel: [1, 1]', '4096x8x1x1')],
  ['Conv at the largest kernel volume', conv('kernel: [4, 4]', '1x2048x4x4', '1x2048x8x8')],
  ['dilated Conv', conv('kernel: [3, 3], dilations: [2, 4], strides: [2, 2]', '4x8x3x3')],
  ['depthwise Conv', conv('kernel: [3, 3], group: 8', '8x1x3x3')],
  [
    'Conv before a residual Add',
    'input x: float32[1x4x8x8] NCHW\nconst w: float32[4x4x1x1] = seed 1\n' +
      'n: a = Conv(x, w) {kernel: [1, 1]}\nd: y = Add(a, x)\noutput y',
  ],
  ['fully connected Conv with most channels', lastConv('kernel: [1, 1]', '4x16384x1x1', '1x16384x1x1')],
  ['fully connected Conv over an image', conv('kernel: [7, 7]', '4x512x7x7', '1x512x7x7')],
  ['ConvTranspose of stride 2 and 4', deconv('kernel: [4, 4], strides: [2, 4], pads: [1, 1, 1, 1]')],
  ['ConvTranspose at the largest kernel', deconv('kernel: [14, 14], strides: [2, 2]', '8x4x14x14')],
  ['ConvTranspose with most channels', deconv('kernel: [2, 2], strides: [2, 2]', '2048x1x2x2', '1x2048x1x1')],
  ['AveragePool at its limits', unary('AveragePool', 'kernel: [7, 7], strides: [185, 185]')],
  ['MaxPool at its limits', unary('MaxPool', 'kernel: [64, 64], strides: [185, 185]', '1x1x64x64')],
  ['GlobalAveragePool at its limit', unary('GlobalAveragePool', '', '1x1x64x128')],
  ['GlobalMaxPool at its limits', unary('GlobalMaxPool', '', '1x1x1024x1024')],
  ['nearest Resize by 2 and 4', unary('Resize', 'mode: "nearest", height: 32, width: 64')],
  ['linear Resize by 1.5', unary('Resize', 'mode: "linear", height: 24, width: 20')],
  ['Add of one shape with most channels', binary('Add', '1x2048x4x4', '1x2048x4x4')],
  ['Add of a pooled tensor', binary('Add', '1x8x1x1', '1x8x4x4')],
  ['Mul by a pooled tensor', binary('Mul', '1x8x4x4', '1x8x1x1')],
  ['Mul by a constant number', withConstant('Mul', '1x8x4x4', '1x1x1x1')],
  ['Div', binary('Div', '1x8x4x4', '1x8x4x4')],
  ['Concat with most channels', binary('Concat', '1x2000x2x2', '1x48x2x2', 'axis: 1')],
  ['Slice', unary('Slice', 'starts: [0], ends: [4], axes: [1]')],
  [
    'Split in equal parts',
    'input x: float32[1x8x4x4] NCHW\nn: a, b = Split(x) {axis: -1, sizes: [2, 2]}\noutput a\noutput b',
  ],
  ['Pad of height and width', unary('Pad', 'pads: [0, 0, 1, 2, 0, 0, 3, 4]')],
  ['Softmax as an output', unary('Softmax', 'axis: 1')],
  ['DepthToSpace', unary('DepthToSpace', 'blocksize: 2')],
  ['SpaceToDepth', unary('SpaceToDepth', 'blocksize: 2')],
  ['ReduceMean of height and width', unary('ReduceMean', 'axes: [2, 3]')],
  ['Pow', unary('Pow', 'exponent: 2')],
  ['PRelu', withConstant('PRelu', '1x8x4x4', '8')],
  ['Clip', unary('Clip', 'min: 0, max: 6')],
  ['Relu behind a Conv', behindConv('n: y = Relu(b)')],
  ['BatchNormalization behind a Conv', `${norm}${behindConv('n: y = BatchNormalization(b, s, s, s, v)')}`],
  ['MatMul with a constant', withConstant('MatMul', '4x5', '5x6')],
  ['MatMul of computed tensors', binary('MatMul', '1x3x4x5', '1x1x5x6')],
  ['Sigmoid, channels padded to 4', unary('Sigmoid', '', '1x1x16x128')],
  ['Swish, channels padded to 32', unary('Swish', '', '1x32x16x16')],
  ['batch 128', unary('LeakyRelu', '', '128x1x1x1')],
  [
    'HzPreprocess',
    'input x: float32[1x3x8x8] NCHW\nconst w: float32[3x3x1x1] = seed 1\n' +
      'const b: float32[3] = seed 2\nn: y = HzPreprocess(x, w, b)\noutput y',
  ],
  ...TABLES.map((op): [string, string] => [`${op} at its limit`, unary(op, '', '1x8x32x32')]),
  ['ArgMax of channels', unary('ArgMax', 'axis: 1')],
];

/** Nodes just beyond a limit, and the rules that say so. */
const REFUSED: readonly (readonly [string, string, readonly string[]])[] = [
  ['kernel 8', conv('kernel: [8, 1]', '4x8x8x1'), ['Conv/kernel']],
  ['kernel width 8', conv('kernel: [1, 8]', '4x8x1x8'), ['Conv/kernel']],
  ['4097 input channels', conv('kernel: [1, 1]', '4x4097x1x1', '1x4097x2x2'), ['Conv/channels_plain']],
  ['4097 output channels', conv('kernel: [1, 1]', '4097x8x1x1'), ['Conv/channels_plain']],
  [
    '2049 channels of a dilated Conv',
    conv('kernel: [1, 1], dilations: [1, 2]', '1x2049x1x1', '1x2049x2x2'),
    ['Conv/channels_special'],
  ],
  ['dilation 3', conv('kernel: [3, 3], dilations: [3, 3]', '4x8x3x3'), ['Conv/dilation_pow2']],
  [
    'dilation below stride',
    conv('kernel: [3, 3], dilations: [2, 2], strides: [4, 4]', '4x8x3x3'),
    ['Conv/dilation_div_stride'],
  ],
  ['dilation taller than wide', conv('kernel: [3, 3], dilations: [4, 2]', '4x8x3x3'), ['Conv/dilation_order']],
  ['kernel volume', conv('kernel: [4, 4]', '1x2049x4x4', '1x2049x8x8'), ['Conv/kernel_volume']],
  [
    'stride 4 before a residual Add',
    'input x: float32[1x4x8x8] NCHW\ninput s: float32[1x4x2x2] NCHW\n' +
      'const w: float32[4x4x1x1] = seed 1\nn: a = Conv(x, w) {kernel: [1, 1], strides: [4, 4]}\n' +
      'd: y = Add(a, s)\noutput y',
    ['Conv/residual_stride'],
  ],
  [
    '16385 channels of a fully connected Conv',
    lastConv('kernel: [1, 1]', '1x16385x1x1', '1x16385x1x1'),
    ['Gemm/channels_1x1'],
  ],
  ['a fully connected Conv over 8x8', conv('kernel: [8, 8]', '4x8x8x8', '1x8x8x8'), ['Conv/kernel', 'Gemm/hw_conv']],
  [
    '2049 channels of a fully connected Conv over an image',
    lastConv('kernel: [1, 2]', '1x2049x1x2', '1x2049x1x2'),
    ['Gemm/channels'],
  ],
  [
    'a fully connected Conv too large for int8',
    conv('kernel: [7, 7]', '4x669x7x7', '1x669x7x7'),
    ['Conv/kernel_volume', 'Gemm/int8_out'],
  ],
  [
    'a fully connected Conv too large for int32',
    lastConv('kernel: [7, 7]', '4x1338x7x7', '1x1338x7x7'),
    ['Conv/kernel_volume', 'Gemm/int32_out'],
  ],
  ['deconv kernel 1', deconv('kernel: [1, 4], strides: [2, 2]', '8x4x1x4'), ['ConvTranspose/kernel']],
  ['deconv kernel 15', deconv('kernel: [4, 15], strides: [2, 2]', '8x4x4x15'), ['ConvTranspose/kernel']],
  [
    'deconv 2049 channels',
    deconv('kernel: [2, 2], strides: [2, 2]', '2049x1x2x2', '1x2049x1x1'),
    ['ConvTranspose/channels'],
  ],
  ['deconv pad', deconv('kernel: [4, 4], strides: [2, 2], pads: [2, 1, 2, 1]'), ['ConvTranspose/padding']],
  ['deconv stride 3', deconv('kernel: [4, 4], strides: [2, 3]'), ['ConvTranspose/stride']],
  ['deconv stride 1', deconv('kernel: [4, 4]'), ['ConvTranspose/stride']],
  ['deconv taller stride', deconv('kernel: [4, 4], strides: [4, 2]'), ['ConvTranspose/stride_order']],
  ['deconv dilation', deconv('kernel: [4, 4], strides: [2, 2], dilations: [1, 2]'), ['ConvTranspose/dilation']],
  ['average kernel 8', unary('AveragePool', 'kernel: [8, 1]'), ['AveragePool/kernel']],
  ['average stride 186', unary('AveragePool', 'kernel: [2, 2], strides: [1, 186]'), ['AveragePool/stride']],
  ['max kernel 65', unary('MaxPool', 'kernel: [1, 65]', '1x1x4x65'), ['MaxPool/kernel']],
  ['max stride 186', unary('MaxPool', 'kernel: [2, 2], strides: [186, 1]'), ['MaxPool/stride']],
  ['max dilation', unary('MaxPool', 'kernel: [2, 2], dilations: [2, 1]'), ['MaxPool/dilation']],
  ['global average of 8193', unary('GlobalAveragePool', '', '1x1x1x8193'), ['GlobalAveragePool/hw']],
  ['global max of 1025', unary('GlobalMaxPool', '', '1x1x1025x1025'), ['GlobalMaxPool/h', 'GlobalMaxPool/w']],
  ['nearest by 3', unary('Resize', 'mode: "nearest", height: 48, width: 48'), ['Resize/nearest_pow2']],
  ['nearest taller than wide', unary('Resize', 'mode: "nearest", height: 64, width: 32'), ['Resize/nearest_h_le_w']],
  ['Add of 2049 channels', binary('Add', '1x2049x1x1', '1x2049x1x1'), ['Add/channels']],
  ['Add along a row', binary('Add', '1x8x4x4', '1x8x1x4'), ['Add/shapes']],
  ['Add of a constant', withConstant('Add', '1x8x4x4', '1x8x1x1'), ['Add/both_fm']],
  ['Mul of two ranks', binary('Mul', '1x8x4x4', '8x1x1'), ['Mul/rank4', 'Mul/shapes']],
  ['Mul of 2049 channels', binary('Mul', '1x2049x1x1', '1x2049x1x1'), ['Mul/channels']],
  ['Mul of batch 2', binary('Mul', '2x8x4x4', '2x8x4x4'), ['Mul/shapes']],
  ['Mul by zero', withConstant('Mul', '1x8x4x4', '1x8x1x1', 0), ['Mul/nonzero']],
  ['Div by a constant', withConstant('Div', '1x8x4x4', '1x8x4x4'), ['Div/both_fm']],
  ['Concat to 2049 channels', binary('Concat', '1x2000x2x2', '1x49x2x2', 'axis: 1'), ['Concat/channels']],
  [
    'Split in unequal parts',
    'input x: float32[1x8x4x4] NCHW\nn: a, b = Split(x) {axis: 1, sizes: [3, 5]}\noutput a\noutput b',
    ['Split/even'],
  ],
  [
    'Split along the batch',
    'input x: float32[2x8x4x4] NCHW\nn: a, b = Split(x) {axis: 0, sizes: [1, 1]}\noutput a\noutput b',
    ['Split/axis'],
  ],
  [
    'Split in three',
    'input x: float32[1x8x4x4] NCHW\nn: a, b, c = Split(x) {axis: 1, sizes: [4, 2, 2]}\noutput a\noutput b\noutput c',
    ['Split/count'],
  ],
  ['Pad of channels', unary('Pad', 'pads: [0, 1, 0, 0, 0, 0, 0, 0]'), ['Pad/axes']],
  ['edge Pad', unary('Pad', 'pads: [0, 0, 1, 1, 0, 0, 1, 1], mode: "edge"'), ['Pad/mode']],
  ['Softmax along the width', unary('Softmax', 'axis: 3'), ['Softmax/axis']],
  ['Softmax of a matrix', unary('Softmax', 'axis: 1', '1x10'), ['Softmax/rank4']],
  [
    'Softmax inside the model',
    'input x: float32[1x8x4x4]\nn: a = Softmax(x) {axis: 1}\nr: y = Sigmoid(a)\noutput y',
    ['Softmax/graph_output'],
  ],
  ['DepthToSpace by 4', unary('DepthToSpace', 'blocksize: 4', '1x16x4x4'), ['DepthToSpace/blocksize']],
  ['SpaceToDepth by 4', unary('SpaceToDepth', 'blocksize: 4'), ['SpaceToDepth/blocksize']],
  ['ReduceMean of one axis', unary('ReduceMean', 'axes: [1]'), ['ReduceMean/axes']],
  ['Pow of rank 2', unary('Pow', 'exponent: 2', '1x8'), ['Pow/rank4']],
  ['Relu behind an input', unary('Relu'), ['Relu/fuse_into_conv']],
  [
    'BatchNormalization behind an input',
    `${norm}input x: float32[1x4x8x8] NCHW\nn: y = BatchNormalization(x, s, s, s, v)\noutput y`,
    ['BatchNormalization/fuse_into_conv'],
  ],
  ['MatMul of another pair', binary('MatMul', '1x3x4x5', '1x3x5x6'), ['MatMul/matmul_forms']],
  ['MatMul of rank 5', withConstant('MatMul', '1x1x1x4x5', '5x6'), ['MatMul/matmul_forms', 'MatMul/ranks']],
  ['Sigmoid of 8193 padded elements', unary('Sigmoid', '', '1x33x16x16'), ['Sigmoid/aligned_8192']],
  ['Swish of batch 2', unary('Swish', '', '2x8x4x4'), ['Sigmoid/batch1']],
  ['a table of 8193', unary('Tanh', '', '1x1x1x8193'), ['Tanh/chw_8192']],
  ['a table of batch 2', unary('Cos', '', '2x8x4x4'), ['Cos/batch1']],
  ['batch 129', unary('LeakyRelu', '', '129x1x1x1'), ['general/batch']],
  ['rank 3', unary('LeakyRelu', '', '1x8x4'), ['general/rank4']],
];

describe('the rules of bernoulli2', () => {
  it.each(ALLOWED)('allow %s', (_, text) => {
    expect(verdictsOn(backend.constraints, text, 'n').broken).toEqual({});
  });

  it.each(REFUSED)('refuse %s', (_, text, rules) => {
    const { broken } = verdictsOn(backend.constraints, text, 'n');
    expect(Object.keys(broken).sort()).toEqual(rules.map((rule) => `bernoulli2/${rule}`).sort());
  });

  it('are each kept by some node that keeps all of them', () => {
    const kept = new Set(ALLOWED.flatMap(([, text]) => verdictsOn(backend.constraints, text, 'n').kept));
    expect(backend.constraints.map(({ id }) => id).filter((id) => !kept.has(id))).toEqual([]);
  });

  it('give reasons with the values', () => {
    expect(verdictsOn(backend.constraints, REFUSED[0][1], 'n').broken).toEqual({
      'bernoulli2/Conv/kernel': 'kernel 8x1 exceeds 7',
    });
  });
});

it('agrees with the facts on both sides of every limit that one size can cross', () => {
  expect(witnesses.length).toBeGreaterThan(0);
  expect(contradicted(backend.constraints, witnesses)).toEqual([]);
});
