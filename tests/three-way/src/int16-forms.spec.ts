import { CollectingSink } from '@openbpu/diagnostics';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { InsertCalibration, Quantise, calibratedActivations, shareThresholds } from '@openbpu/passes';
import { type ResolvedInput, marches, tidyAndPlace } from '@openbpu/pipeline';
import { weightThresholds } from '@openbpu/quant';
import { Lane } from '@openbpu/runtime';
import { type Tensor, expectDType } from '@openbpu/tensor';
import { RandomDraw, evaluate, randomFeeds } from '@openbpu/testkit';
import { compareDrawn } from './compare-drawn';
import type { DrawnCase } from './quantise-drawn';

const RUNS = 24;
const WIDE = marches().filter(({ policy }) => Object.keys(policy.int16).length > 0);
const SEEDS = [1, 2, 3];
/** Room above what was heard, as calibration leaves it in int16. */
const ROOM = 1.25;
/** Of the largest magnitude of an output; int8 alone would round to 0.004. */
const TOLERANCE = 5e-4;

let lane: Lane;
beforeAll(() => (lane = new Lane()));
afterAll(() => lane.close());

/** What is between two convolutions that change nothing, on [1, channels, height, width]. */
interface Middle {
  readonly size: readonly number[];
  readonly text: string;
  readonly channels: number;
}

const same = (id: string, x: string, y: string, channels: number) =>
  `const ${id}w: float32[${channels}x1x1x1] = splat 1\n` +
  `${id}: ${y} = Conv(${x}, ${id}w) {kernel: [1, 1], group: ${channels}}\n`;

/** Per-channel slopes below 0 and above 1 among them, on an image or what has rank 2 or 3. */
function drawnPRelu(d: RandomDraw): Middle {
  const size = [1, d.int(1, 9), d.int(1, 5), d.int(1, 7)];
  const [, c, h, w] = size;
  const slopes = Array.from({ length: d.pick([1, c]) }, () => d.pick([0, 1, 0.25, d.real(-4, 4), d.real(0, 0.3)]));
  const shape = d.pick([size, [1, c, h * w], [1, c, h, w]]);
  const text = `const s: float32[${slopes.length}] = [${slopes.join(', ')}]\n`;
  if (shape.length === 4) return { size, channels: c, text: `${text}n: q = PRelu(p, s)\n` };
  return {
    size,
    channels: c,
    text:
      `${text}i: i = Reshape(p) {shape: [${shape.join(', ')}]}\nn: o = PRelu(i, s)\n` +
      `f: q = Reshape(o) {shape: [${size.join(', ')}]}\n`,
  };
}

/** Any group, any dilation to 16, windows that would be larger than 31 widened, one row now and then. */
function drawnConv(d: RandomDraw): Middle {
  const kernel = [d.pick([1, 2, 3]), d.pick([2, 3, 5])];
  const dilations = [d.pick([1, 2, 3, 8, 16]), d.pick([2, 3, 4, 7, 12, 16])];
  const pads = [0, 1, 0, 1].map((i) => d.int(0, (kernel[i] - 1) * dilations[i]));
  const reach = [0, 1].map((i) => (kernel[i] - 1) * dilations[i] + 1 - pads[i] - pads[i + 2]);
  const [h, w] = reach.map((rows) => Math.max(rows, 1) + d.int(0, 6));
  const [group, perGroup, many] = d.pick([
    [1, 3, 4],
    [4, 1, 1],
    [2, 2, 3],
  ]);
  // Sums of whole 64ths, the largest of every channel 127: rounding to int8 loses nothing of these weights.
  const taps = perGroup * kernel[0] * kernel[1];
  const weights = Array.from({ length: group * many * taps }, (_, i) =>
    i % taps === 0 ? 127 / 64 : d.int(-127, 127) / 64,
  );
  const clamp = d.pick(['', 'min: 0', 'min: 0, max: 6']);
  const text =
    `const w: float32[${[group * many, perGroup, ...kernel].join('x')}] = [${weights.join(', ')}]\n` +
    `n: q = Conv(p, w) {kernel: [${kernel.join(', ')}], dilations: [${dilations.join(', ')}], ` +
    `pads: [${pads.join(', ')}], group: ${group}${clamp ? `, ${clamp}` : ''}}\n`;
  return { size: [1, group * perGroup, h, w], channels: group * many, text };
}

function largest(tensor: Tensor): number {
  return expectDType(tensor, 'float32').data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** A conversion with all three layers asked to be int16. */
async function converted({ size, text, channels }: Middle, march: number) {
  const backend = WIDE[march % WIDE.length];
  const behind = `${same('z', 'q', 'y', channels)}output y`;
  const net = `input x: float32[${size.join('x')}] NCHW\n${same('a', 'x', 'p', size[1])}${text}${behind}`;
  const context = { ops: standardOps(), sink: new CollectingSink() };
  const original = parseGraph(net, context.ops, 'original');
  const types = { inputType: 'int16', outputType: 'int16' } as const;
  const nodes = ['a', 'n', 'z'].map((node) => ({ node, key: 'node_info', ...types }));
  const optimized = await tidyAndPlace(backend, { nodes }).run(original, context);
  const heard = new Map<string, number>();
  for (const seed of SEEDS)
    for (const [id, tensor] of evaluate(optimized, randomFeeds(optimized, seed)))
      heard.set(id, Math.max(heard.get(id) ?? 0, ROOM * largest(tensor)));
  const decided = new Map(calibratedActivations(optimized).map((id) => [id, heard.get(id)!]));
  const activations = shareThresholds(optimized, decided, backend.policy, new Set());
  const calibrated = new InsertCalibration({ activations, weights: weightThresholds(optimized) }).run(optimized);
  const input: ResolvedInput = {
    name: 'x',
    typeRt: 'featuremap',
    typeTrain: 'featuremap',
    layoutTrain: 'NCHW',
    layoutRt: 'NCHW',
    layoutQuantised: 'NCHW',
    shape: size,
    spaceAndRange: 'regular',
    dtype: 'float32',
    source: 'ddr',
  };
  const quantized = new Quantise([{ ...input, layoutFed: 'NCHW' }]).run(calibrated);
  const drawn: DrawnCase = { text: net, quantized, backend, inputs: [input] };
  return { original, optimized, drawn, told: context.sink.diagnostics.map(({ message }) => message) };
}

/** How far the integers are from the reals, of the largest. */
function distance(original: Graph, quantized: Graph): number {
  return Math.max(
    ...SEEDS.map((seed) => {
      const feeds = randomFeeds(original, seed);
      const [wanted, found] = [original, quantized].map((graph) => evaluate(graph, feeds).get('y')!);
      const [a, b] = [wanted, found].map((tensor) => expectDType(tensor, 'float32').data);
      return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0) / Math.max(largest(wanted), 1e-6);
    }),
  );
}

describe.each([
  ['PRelu', drawnPRelu],
  ['a dilated convolution', drawnConv],
] as const)('%s in int16', (_, draw) => {
  it.each(Array.from({ length: RUNS }, (__, seed) => seed))('is what it was, in three executors (%d)', async (seed) => {
    const { original, optimized, drawn, told } = await converted(draw(new RandomDraw(seed)), seed);
    expect(told).toEqual([]);
    expect(optimized.nodes.some((node) => node.op.name === 'PRelu')).toBe(false);
    const narrow = optimized.nodes.filter(
      ({ placement }) => placement?.on !== 'bpu' || placement.input !== 'int16' || placement.output === 'int8',
    );
    expect(narrow.map(({ id }) => id)).toEqual([]);
    expect(distance(original, drawn.quantized)).toBeLessThan(TOLERANCE);
    const { mismatches, compared } = await compareDrawn(drawn, lane, seed);
    expect(mismatches).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});
