import { COLOURS, type MachineFeatures, type Pace, peakMacsPerSecond } from '@openbpu/machine';
import { standardOps } from '@openbpu/ops';
import { requestsOn } from '@openbpu/passes';
import type { Backend } from '../backend';
import { placedBy } from './placed-by';

/** One thing that holds of every march. */
export interface BackendLaw {
  readonly name: string;
  /** What of the march breaks the law, one sentence each. */
  complaints(): Promise<readonly string[]> | readonly string[];
}

/** Convolutions with Relu, pooled, flattened and classified: the shape of most classifiers. */
const CLASSIFIER = `
input data: float32[1x3x16x16] NCHW
const w0: float32[8x3x3x3] = seed 1
const w1: float32[8x8x3x3] = seed 2
const w2: float32[10x8] = seed 3
const b2: float32[10] = seed 4
stem: a = Conv(data, w0) {kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1]}
stem_relu: b = Relu(a)
body: c = Conv(b, w1) {kernel: [3, 3], pads: [1, 1, 1, 1]}
body_relu: d = Relu(c)
gap: e = GlobalAveragePool(d)
flatten: f = Reshape(e) {shape: [1, -1]}
linear: classes = Gemm(f, w2, b2)
output classes
`;

/**
 * All of it on the BPU in one segment, the logits as accumulators; the flatten in the middle is the march's own affair.
 */
const PLACED: Readonly<Record<string, string>> = {
  stem: 'HzSQuantizedConv bpu id(0) int8/int8',
  body: 'HzSQuantizedConv bpu id(0) int8/int8',
  gap: 'HzSQuantizedGlobalAveragePool bpu id(0) int8/int8',
  linear: 'HzSQuantizedConv bpu id(0) int8/int32',
  linear_reshape_output: 'Reshape cpu',
};

const HEAD = 'input x: float32[1x8x4x4] NCHW\nconst w: float32[4x8x1x1] = seed 1\nc: a = Conv(x, w) {kernel: [1, 1]}\n';
const softmax = (axis: number) => `${HEAD}s: y = Softmax(a) {axis: ${axis}}\noutput y`;

/** Bytes of the largest table, that of a Softmax of int16. */
const TABLE_BYTES = 65536 * 4;
/** Of int8 alone. */
const NARROW_TABLE_BYTES = 256 * 4;
/** What the largest needs on chip, with a tile beside it. */
const BESIDE_A_TILE = TABLE_BYTES + (1 << 16);

/** What holds of every march; `tops` is what its boards are sold with, in 10^12 int8 operations a second. */
export function backendLaws(backend: Backend, { tops }: { readonly tops: number }): readonly BackendLaw[] {
  return [
    {
      name: 'a classifier runs on the BPU as a whole',
      async complaints() {
        const rows = new Map(
          (await placedBy(backend, CLASSIFIER)).map(([node, type, where]) => [node, `${type} ${where}`]),
        );
        return Object.entries(PLACED).flatMap(([node, wanted]) =>
          rows.get(node) === wanted ? [] : [`${node} is ${rows.get(node) ?? 'not there'}, not ${wanted}`],
        );
      },
    },
    {
      name: 'Softmax stays on the CPU until it is asked for, and then goes by its rules',
      async complaints() {
        const where = async (axis: number, runOnBpu: readonly string[] = []) =>
          (await placedBy(backend, softmax(axis), { nodes: requestsOn('BPU', runOnBpu) })).find(
            ([node]) => node === 's',
          )?.[2] ?? 'not there';
        const [unasked, asked, unruly] = [await where(1), await where(1, ['s']), await where(0, ['s'])];
        return [
          ...(unasked === 'cpu' ? [] : [`unasked it is ${unasked}`]),
          ...(asked.startsWith('bpu') ? [] : [`asked for along the channels it is ${asked}`]),
          ...(unruly === 'cpu' ? [] : [`asked for along the batch it is ${unruly}`]),
        ];
      },
    },
    {
      name: 'the MAC array does no more than the boards are sold with',
      complaints() {
        const found = (2 * peakMacsPerSecond(backend.features)) / 1e12;
        return found < tops * 1.05 ? [] : [`it does ${found} TOPS, not ${tops}`];
      },
    },
    {
      name: 'the largest table of int16 fits on chip beside a tile',
      complaints() {
        const { sramBytes } = backend.features;
        return sramBytes >= BESIDE_A_TILE ? [] : [`there are ${sramBytes} bytes on chip, not ${BESIDE_A_TILE}`];
      },
    },
    {
      name: 'recipes ask for no more cores than there are, and for several only where what they share is known',
      complaints() {
        const { cores, shared } = backend.features;
        const most = Math.max(...backend.recipe.coreNum);
        return [
          ...(most > cores ? [`core_num may be ${most}, and there is no more than ${cores}`] : []),
          ...(most > 1 && shared === undefined ? [`core_num may be ${most}, and nothing says what they share`] : []),
        ];
      },
    },
    {
      name: 'a march of published latencies says how far they lie from predictions, and one without says nothing of it',
      complaints() {
        const { assumed = false, spread } = backend.features;
        if (assumed) return spread ? ['what is assumed has a spread'] : [];
        if (!spread) return ['it is not assumed and has no spread'];
        return Object.entries(spread)
          .filter(([, [low, high]]) => !(low > 0 && low <= high && high < Infinity))
          .map(([of, range]) => `the spread of its ${of} is ${range.join(' to ')}`);
      },
    },
    {
      name: 'the CPU says what its constant is measured as, and crowded it is no faster',
      complaints() {
        const { protocol, crowded = 1 } = backend.features.cpu;
        return [
          ...(/^[a-z].*[^.]$/.test(protocol) ? [] : [`its protocol is "${protocol}"`]),
          ...(crowded >= 1 && crowded < Infinity ? [] : [`crowded, its work takes ${crowded} times as long`]),
        ];
      },
    },
    {
      name: 'a pace makes queues no faster than the array, stops none, and leaves constants room on chip',
      complaints() {
        const { pace } = backend.features;
        const table = Object.keys(backend.policy.int16).length > 0 ? TABLE_BYTES : NARROW_TABLE_BYTES;
        return pace === undefined ? [] : paceComplaints(pace, backend.features, table);
      },
    },
    {
      name: 'only ops that have an integer form are quantised, and each is lowered by one rule',
      complaints() {
        const ops = standardOps();
        const formless = Object.keys(backend.policy.quantise).filter((name) => ops.get(name)?.integer === undefined);
        const lowered = backend.lowering.map(({ op }) => op.name);
        const twice = lowered.filter((name, i) => lowered.indexOf(name) !== i);
        return [
          ...formless.map((name) => `${name} has no integer form`),
          ...twice.map((name) => `${name} is lowered twice`),
        ];
      },
    },
    {
      name: 'rules have names of their own that begin with the march, and sentences without a full stop',
      complaints() {
        const ids = backend.constraints.map(({ id }) => id);
        return [
          ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `there are two rules ${id}`),
          ...ids
            .filter((id) => !id.startsWith(`${backend.march}/`))
            .map((id) => `${id} does not begin with ${backend.march}/`),
          ...backend.constraints
            .filter(({ sentence }) => !/^[a-z].*[^.]$/.test(sentence))
            .map(({ id, sentence }) => `${id} says "${sentence}"`),
        ];
      },
    },
  ];
}

function paceComplaints(
  { tensor, vector, constantsAhead }: Pace,
  features: MachineFeatures,
  table: number,
): readonly string[] {
  const { sramBytes } = features;
  const { window, pixel, computed, computedCycles, wide, depthwise, colourCycles } = tensor;
  const { moveCycles, stack, ...rates } = vector;
  const most = peakMacsPerSecond(features) / (features.cores * features.clockHz);
  const isRate = (value: number) => value > 0 && value < Infinity;
  const named = (figures: Readonly<Record<string, number>>, sound: (value: number) => boolean, what: string) =>
    Object.entries(figures).flatMap(([name, value]) => (sound(value) ? [] : [`${name} is ${value}, not ${what}`]));
  return [
    ...named({ window, pixel, computed }, (value) => value > 0 && value <= 1, 'a share'),
    ...named(rates, isRate, 'a rate'),
    ...named({ wide }, (value) => value >= 1 && value < Infinity, 'at least 1'),
    ...named(
      { products: depthwise.products },
      (value) => value > 0 && value <= most,
      `what the array makes at most, ${most}, or less`,
    ),
    ...named(
      { colourCycles },
      (value) => value * most >= COLOURS ** 2 && value < Infinity,
      `as long as the array takes for ${COLOURS} by ${COLOURS} channels`,
    ),
    ...named({ channels: depthwise.channels, stack }, (value) => Number.isSafeInteger(value) && value > 0, 'a step'),
    ...named({ computedCycles, moveCycles }, (value) => value >= 0 && value < Infinity, 'a time'),
    ...named(
      { constantsAhead },
      (value) => value >= table && value <= sramBytes,
      `from ${table}, the largest table, to ${sramBytes}, what is on chip`,
    ),
  ];
}
