import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { guardSentinels } from './guard-sentinels';

const HEAD = [
  'input x: float32[1x4x2x2] NCHW',
  'const w: float32[4x4x1x1] = seed 1',
  'const large: float32[2] = [0, -10000]',
  'const small: float32[2] = [0, -100]',
  'const tiny: float32[2] = [0, 31]',
  'const one: float32[1] = [-8192]',
];

const onnx = (type: string) => `{opType: "${type}", opset: 17, outputTypes: [{dtype: "float32", shape: [1, 4, 2, 2]}]}`;

const needs = (...nodes: string[]) => needsBut([], ...nodes);
const needsBut = (saturating: readonly string[], ...nodes: string[]) => {
  const text = [...HEAD, ...nodes, 'output y'].join('\n');
  const found = guardSentinels(parseGraph(text, standardOps(), 'original'), new Set(saturating));
  return [...found].map(([id, { where }]) => `${id}(${where})`).join(' ');
};

describe('from where it comes in to where it is taken away', () => {
  it.each([
    ['a mask', ['a: p = Add(x, large)', 's: q = Softmax(p) {axis: 1}', 'r: y = Relu(q)'], 'a(large) s(large)'],
    ['a mask that is taken off', ['a: p = Sub(x, large)', 's: y = Exp(p)'], 'a(large) s(large)'],
    ['a factor', ['a: p = Mul(x, one)', 'b: q = Add(x, p)', 's: y = Sigmoid(q)'], 'a(one) b(one) s(one)'],
    [
      'a choice',
      [`a: p = OnnxOp(x, large, x) ${onnx('Where')}`, 'm: q = Reshape(p) {shape: [4, 4]}', 's: y = Softmax(q)'],
      'a(large) m(large) s(large)',
    ],
    [
      'a border',
      [
        'a: p = Pad(x) {pads: [0, 0, 1, 1, 0, 0, 0, 0], value: -Infinity}',
        'b: q = MaxPool(p) {kernel: [3, 3]}',
        'c: y = Relu(q)',
      ],
      'a(a) b(a)',
    ],
    ['nothing of a usual border', ['a: y = Pad(x) {pads: [0, 0, 1, 1, 0, 0, 0, 0], value: -8191}'], ''],
    ['nothing of another border', ['a: y = Pad(x) {pads: [0, 0, 1, 1, 0, 0, 0, 0], mode: "edge", value: 1e9}'], ''],
    ['not a layer', ['a: p = Add(x, large)', 'c: q = Conv(p, w) {kernel: [1, 1]}', 'r: y = Add(q, x)'], 'a(large)'],
    ['nothing of a maximum', ['a: p = Max(x, large)', 'r: y = Relu(p)'], ''],
    [
      'nothing of what another domain calls a choice',
      [`a: y = OnnxOp(x, large) ${onnx('Where').replace('{', '{domain: "far", ')}`],
      '',
    ],
    [
      'its foreign reader, and what that hands on',
      ['a: p = Mul(large, x)', `c: q = OnnxOp(_, p) ${onnx('Cast')}`, 'r: y = Relu(q)'],
      'a(large) c(large) r(large)',
    ],
    ['nothing of what movements hold', ['a: p = Concat(one, one) {axis: 0}', 'r: y = Relu(p)'], ''],
    ['nothing of −8191', ['const less: float32[1] = [-8191]', 'a: y = Add(x, less)'], ''],
    ['nothing of what other operators hold', [`a: y = OnnxOp(x, large) ${onnx('Mod')}`], ''],
  ])('%s', (_, nodes, expected) => {
    expect(needs(...nodes)).toBe(expected);
  });
});

describe('before a Softmax', () => {
  it.each([
    ['what exp cannot tell apart', ['a: p = Add(x, small)', 's: y = Softmax(p)'], 's(small) a(small)'],
    ['not what it can', ['a: p = Add(x, tiny)', 's: y = Softmax(p)'], ''],
    [
      'through movements',
      ['a: p = Sub(x, small)', 'm: q = Reshape(p) {shape: [4, 4]}', `s: y = OnnxOp(q) ${onnx('LogSoftmax')}`],
      's(small) m(small) a(small)',
    ],
    ['not through others', ['a: p = Add(x, small)', 'm: q = Relu(p)', 's: y = Softmax(q)'], ''],
    ['before nothing else', ['a: p = Add(x, small)', 'm: y = Relu(p)'], ''],
    ['before no other foreign one', ['a: p = Add(x, small)', `m: y = OnnxOp(p) ${onnx('Hardmax')}`], ''],
  ])('%s', (_, nodes, expected) => {
    expect(needs(...nodes)).toBe(expected);
  });
});

describe('of what saturates', () => {
  it.each([
    ['nothing', ['a: p = Add(x, large)', 'm: q = Reshape(p) {shape: [4, 4]}', 's: y = Softmax(q)'], ''],
    ['nothing of less', ['a: p = Add(x, small)', 'm: q = Reshape(p) {shape: [4, 4]}', 's: y = Softmax(q)'], ''],
    [
      'what came before it',
      ['b: o = Add(x, large)', 'a: p = Add(o, large)', 's: y = Softmax(p)'],
      'b(large) a(large) s(large)',
    ],
    [
      'what comes beside it',
      ['a: p = Add(x, large)', 'b: q = Add(x, large)', 'c: r = Sub(p, q)', 's: y = Softmax(r)'],
      'b(large) c(large) s(large)',
    ],
  ])('%s', (_, nodes, expected) => {
    expect(needsBut(['a'], ...nodes)).toBe(expected);
  });
});
