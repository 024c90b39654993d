import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { chainModel } from './chain-model';
import { exportModel } from './export-model';
import type { ModelProto } from './proto/model';
import { tappedChain, withOutputs } from './with-outputs';

const TEXT = `input x: float32[1x4x8x8] NCHW
const w: float32[4x4x1x1] = seed 1
const v: float32[4x4x3x3] = seed 2
const k: float32[1] = [2]
a: a = Conv(x, w) {kernel: [1, 1]}
b: b = Relu(a)
c: c = Conv(b, v) {kernel: [3, 3], pads: [1, 1, 1, 1]}
d: d = Mul(c, k)
e: e = Conv(d, w) {kernel: [1, 1]}
f: f = Add(e, d)
g: g = Conv(f, w) {kernel: [1, 1]}
h: h = Conv(f, v) {kernel: [3, 3], pads: [1, 1, 1, 1]}
i: y = Add(g, h)
output y`;
const graph: Graph<'imported'> = parseGraph(TEXT, standardOps(), 'imported');
const tapped = (taps: readonly string[]) => withOutputs(exportModel(graph, { record: false }), taps);
const cut = (taps: readonly string[], bytes = 1) => chainModel(tapped(taps), { bytes, elements: 2 ** 40 });
const names = (infos: readonly { readonly name?: string }[]) => infos.map(({ name }) => name).join(' ');
const shape = ({ graph: { node, initializer, input, output } }: ModelProto) =>
  [names(input), node.flatMap((each) => each.output).join(' '), names(output), names(initializer)].join(' | ');

it('ends a piece behind an output that only convolutions read, and nowhere else', () => {
  expect(cut(['a', 'b', 'c', 'd', 'e', 'f']).map(shape)).toEqual([
    'x | a b | a b | w',
    'b | c d e f | c d e f | w v k',
    'f | g h y | y | w v',
  ]);
});

it('ends none where ONNX Runtime may fuse across', () => {
  expect(cut(['f']).map(shape)).toEqual(['x | a b c d e f | f | w v k', 'f | g h y | y | w v']);
  expect(cut([]).map(shape)).toEqual(['x | a b c d e f g h y | y | w v k']);
});

it('ends them once they are large enough: by weights, or by outputs', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(cut(all, 65).map(shape)).toHaveLength(2);
  expect(chainModel(tapped(all), { bytes: 2 ** 40, elements: 2 * 256 })).toHaveLength(3);
  expect(chainModel(tapped(all), { bytes: 2 ** 40, elements: 2 * 256 + 1 })).toHaveLength(2);
  expect(chainModel(tapped(all))).toHaveLength(1);
});

it('keeps functions and versions, and encodes pieces when they are asked for', () => {
  const whole = tapped(['b']);
  for (const piece of cut(['b'])) expect(piece).toEqual({ ...whole, graph: expect.anything() as unknown });
  expect([...tappedChain(graph, ['b'])]).toHaveLength(1);
});

it('gives constants in the last piece, and leaves inputs to who feeds them', () => {
  const { graph: own, ...rest } = tapped(['b']);
  const info = (name: string) => ({ ...own.output[0], name });
  const output = [...own.output, own.input[0], info('k')];
  const pieces = chainModel({ ...rest, graph: { ...own, output } }, { bytes: 1, elements: 1 });
  expect(pieces.map(shape)).toEqual(['x | a b | b | w', 'b | c d e f g h y | y k | w v k']);
  const [whole, ...none] = chainModel({ ...rest, graph: { ...own, output } });
  expect([names(whole.graph.output), none]).toEqual([names(output), []]);
});

it('keeps a constant that is shown and that the last piece does not read', () => {
  const { graph: own, ...rest } = tapped(['b', 'f']);
  const output = [...own.output, { ...own.output[0], name: 'k' }];
  const pieces = chainModel({ ...rest, graph: { ...own, output } }, { bytes: 1, elements: 1 });
  expect(pieces.map(shape).at(-1)).toBe('f | g h y | y k | w v k');
});
