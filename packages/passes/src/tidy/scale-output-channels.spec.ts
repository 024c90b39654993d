import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { expectDType } from '@openbpu/tensor';
import { evaluate, randomFeeds, shapeOf } from '@openbpu/testkit';
import { scaleOutputChannels } from './scale-output-channels';

const affine = { scale: Float64Array.of(2, -0.5, 0, 1), shift: Float64Array.of(1, 0, -2, 0.25) };
const HEAD = 'const b: float32[4] = seed 2\ninput c: float32[4]\n';
const read = (layer: string) => {
  const graph = parseGraph(`${HEAD}${layer}\ns: y = Sigmoid(l)\noutput y`, standardOps(), 'original');
  return { graph, patch: scaleOutputChannels(graph, graph.producer('l'), graph.node('s')!, affine) };
};

const CONV = 'input x: float32[2x6x4x3] NCHW\nconst w: float32[4x3x2x3] = seed 1\n';
const TRANSPOSED = 'input x: float32[2x6x4x3] NCHW\nconst w: float32[6x2x3x2] = seed 1\n';
const MATRIX = 'input x: float32[3x5]\nconst w: float32[4x5] = seed 1\n';

it.each([
  ['b', `${CONV}n: l = Conv(x, w, b) {kernel: [2, 3], group: 2}`],
  ['n_bias', `${CONV}n: l = Conv(x, w) {kernel: [2, 3], group: 2}`],
  ['b', `${TRANSPOSED}n: l = ConvTranspose(x, w, b) {kernel: [3, 2], strides: [2, 3], group: 2}`],
  ['n_bias', `${TRANSPOSED}n: l = ConvTranspose(x, w, _) {kernel: [3, 2], group: 2}`],
  ['b', `${MATRIX}n: l = Gemm(x, w, b)`],
  ['n_bias', `${MATRIX}n: l = Gemm(x, w)`],
])('scales and shifts every channel, its bias being "%s": %j', (bias, layer) => {
  const { graph, patch } = read(layer);
  const scaled = graph.apply(patch!);
  expect(shapeOf(scaled)).toEqual([expect.stringMatching(`^n: y = \\w+\\(x, w, ${bias}\\)$`)]);
  expect(scaled.node('n')!.origins.map(({ name }) => name)).toEqual(['n', 's']);
  const feeds = randomFeeds(graph, 1);
  const [before, after] = [evaluate(graph, feeds).get('l')!, evaluate(scaled, feeds).get('y')!];
  const channelOf = (at: number) => {
    const [, channels, ...plane] = before.shape;
    return Math.floor(at / plane.reduce((size, dim) => size * dim, 1)) % channels;
  };
  const wanted = Array.from(expectDType(before, 'float32').data, (value, at) => {
    const c = channelOf(at);
    return value * affine.scale[c] + affine.shift[c];
  });
  expect(after.shape).toEqual(before.shape);
  expectDType(after, 'float32').data.forEach((value, at) => expect(value).toBeCloseTo(wanted[at], 4));
});

it.each([
  [
    'the weights are computed',
    `${CONV.replace('const w: float32[4x3x2x3] = seed 1', 'input w: float32[4x3x2x3]')}n: l = Conv(x, w, b) {kernel: [2, 3], group: 2}`,
  ],
  ['the bias is', `${CONV}n: l = Conv(x, w, c) {kernel: [2, 3], group: 2}`],
  ['it is clamped from below', `${CONV}n: l = Conv(x, w, b) {kernel: [2, 3], group: 2, min: 0}`],
  ['it is clamped from above', `${CONV}n: l = Conv(x, w, b) {kernel: [2, 3], group: 2, max: 6}`],
  ['somebody else reads it', `${MATRIX}n: l = Gemm(x, w, b)\nt: z = Relu(l)\noutput z`],
  ['it is an output', `${MATRIX}n: l = Gemm(x, w, b)\noutput l`],
  ['it is another op', 'input x: float32[2x4]\nn: l = PRelu(x, b)'],
  ['there is none', 'input l: float32[2x4]'],
])('gives nothing where %s', (_, layer) => {
  expect(read(layer).patch).toBeUndefined();
});
