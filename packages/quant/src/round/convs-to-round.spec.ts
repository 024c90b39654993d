import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { MOST_WEIGHTS, convsToRound } from './convs-to-round';
import { calibrated, thresholdsOf, twoConvs } from './two-convs.fixture';

const weights = Array.from({ length: 32 }, (_, i) => i / 8 - 2);
const graphOf = (more = '', output: 'int8' | 'int32' = 'int8') =>
  twoConvs({ weights, biases: [1, 2], group: 1, output, more });
const convs = (graph: ReturnType<typeof graphOf>, given = {}) =>
  convsToRound(graph, calibrated(graph, thresholdsOf(graph, given)), 9);

it('asks for what convolutions see, in the integers that they see', () => {
  const [one, two] = convs(graphOf(), {
    channels: new Map([['h', Float32Array.of(2, 1, 0.5, 0.25)]]),
    floors: new Map([['h', Float32Array.of(0)]]),
  });
  expect(one.wish).toEqual({
    at: 'x',
    fold: 'products',
    image: [2, 5, 5],
    window: { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 },
    scales: [Math.fround(2 / 127)],
    zeros: [],
    positions: 9,
  });
  expect(two.wish).toMatchObject({
    at: 'h',
    image: [4, 5, 5],
    window: { kernel: [2, 2], pads: [1, 0, 0, 1] },
    scales: [2, 1, 0.5, 0.25].map((threshold) => Math.fround(threshold / 255)),
    zeros: [-128, -128, -128, -128],
  });
});

it('adds up an int16 input as if it had 8 bits', () => {
  const graph = parseGraph(
    `input x: float32[1x2x3x3] NCHW
const w: float32[1x2x1x1] = seed 1
t: h = Tanh(x) bpu id(0) int8/int16
c: y = Conv(h, w) {kernel: [1, 1]} bpu id(0) int16/int8
output y`,
    standardOps(),
    'optimized',
  );
  const [{ wish, conv }] = convs(graph);
  expect([wish.scales, wish.zeros]).toEqual([[Math.fround(2 / 127)], []]);
  expect(conv.x.quant).toEqual({ scale: Float32Array.of(2 / 32767) });
});

it('knows how they will be quantised', () => {
  const [one, two] = convs(graphOf(), { floors: new Map([['h', Float32Array.of(0)]]) });
  expect([one.id, two.id]).toEqual(['v', 'w']);
  expect(one.conv).toMatchObject({
    bias: undefined,
    x: { quant: { scale: Float32Array.of(2 / 127) } },
    y: { scale: Float32Array.of(2 / 255), zero: Int8Array.of(-128) },
  });
  expect(two.conv).toMatchObject({
    bias: { data: Float32Array.of(1, 2) },
    group: 1,
    thresholds: Float32Array.of((2 * 127) / 112, (1.875 * 127) / 120),
    y: { scale: Float32Array.of(2 / 127) },
  });
  expect(convs(graphOf('', 'int32'))[1].conv.y).toBeUndefined();
});

it('leaves out weights of several readers, long rows and what is not on the BPU', () => {
  expect(
    convs(graphOf('three: z = Conv(h, w) {kernel: [2, 2]} bpu id(0) int8/int8\noutput z\n')).map(({ id }) => id),
  ).toEqual(['v']);
  const wide = (channels: number, on: string) =>
    parseGraph(
      `input x: float32[1x${channels}x1x1] NCHW\nconst w: float32[1x${channels}x1x1] = seed 1\n` +
        `c: y = Conv(x, w) {kernel: [1, 1]} ${on}\noutput y`,
      standardOps(),
      'optimized',
    );
  expect(
    [wide(MOST_WEIGHTS, 'bpu id(0) int8/int8'), wide(MOST_WEIGHTS + 1, 'bpu id(0) int8/int8'), wide(1, 'cpu "no"')].map(
      (graph) => convs(graph).length,
    ),
  ).toEqual([1, 0, 0]);
});
