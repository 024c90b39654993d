import fc from 'fast-check';
import { parseGraph } from '@openbpu/ir';
import { Swish, standardOps } from '@openbpu/ops';
import { activationSteps } from '@openbpu/passes';
import type { ChannelRange } from './channel-ranges';
import { flatEnds } from './flat-ends';
import { ThresholdPlan } from './threshold-plan';

const HEAD = `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
const v: float32[3x1x3x3] = seed 2
const u: float32[2x3x1x1] = [1, 0.25, 1, 0.5, 0.25, 0]
`;
const CONV = 'c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8\n';
const RELU = CONV.replace('[1, 1]', '[1, 1], min: 0');
const RELU6 = CONV.replace('[1, 1]', '[1, 1], min: 0, max: 6');
const DEPTHWISE = 'd: d = Conv(c, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8\noutput d\n';
const POINTWISE = 'e: e = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\noutput e\n';
const SWISH =
  's: s = Swish(c) bpu id(0) int8/int8\nd: d = Conv(s, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8\noutput d\n';

const WEIGHTS = new Map();
const range = (lows: readonly number[], highs: readonly number[]): ChannelRange => ({
  lows: Float32Array.from(lows),
  highs: Float32Array.from(highs),
});
const planOf = (text: string, ranges: Readonly<Record<string, ChannelRange>>) =>
  new ThresholdPlan(parseGraph(`${HEAD}${text}`, standardOps(), 'optimized'), new Map(Object.entries(ranges)), WEIGHTS);
const settle = (
  text: string,
  ranges: Readonly<Record<string, ChannelRange>>,
  wanted: Readonly<Record<string, number>>,
  perChannel = false,
) => planOf(text, ranges).thresholds(new Map(Object.entries(wanted)), perChannel);

it('leaves what has no freedom as it is wanted: what is fixed, shared, or an output', () => {
  const text = `${CONV}m: m = MaxPool(c) {kernel: [2, 2]} bpu id(0) int8/int8\noutput m\n`;
  const wide = range([-1, -1, -1], [1, 1, 1]);
  const found = settle(text, { x: range([-1, -1], [1, 1]), c: wide, m: wide }, { x: 127, c: 4, m: 4 }, true);
  expect(found.activations).toEqual(
    new Map([
      ['x', 127],
      ['c', 4],
      ['m', 4],
    ]),
  );
  expect([found.floors?.size, found.channels?.size, found.weights]).toEqual([0, 0, WEIGHTS]);
});

describe('an activation of a stated range', () => {
  const graph = (text: string) => parseGraph(`${HEAD}${text}`, standardOps(), 'optimized');
  const said = { low: -0.1, high: 2.3, type: 'int8' } as const;
  const heard = new Map([['c', range([-9, -9, -9], [9, 9, 9])]]);
  const wanted = new Map([
    ['x', 127],
    ['c', 2.3],
    ['d', 4],
  ]);

  it('reaches that range where it may have a zero of its own, to the last bit and whatever is refined', () => {
    const plan = new ThresholdPlan(graph(`${CONV}${DEPTHWISE}`), heard, WEIGHTS, new Map([['c', said]]));
    const found = plan.thresholds(wanted, true, new Map([['c', 0.5]]));
    expect([found.activations.get('c'), found.floors?.get('c'), found.channels?.has('c')]).toEqual([2.3, [0.1], false]);
  });

  it('has its wanted threshold where it may not', () => {
    const text = `${CONV}m: m = MaxPool(c) {kernel: [2, 2]} bpu id(0) int8/int8\noutput m\n`;
    const stated = new Map([['c', { ...said, high: 1 }]]);
    const plan = new ThresholdPlan(graph(text), heard, WEIGHTS, stated);
    const found = plan.thresholds(new Map([...wanted, ['m', 4]]), false);
    expect([found.activations.get('c'), found.floors?.has('c')]).toEqual([2.3, false]);
  });
});

it('leaves what was not heard', () => {
  const plan = planOf(`${RELU}${DEPTHWISE}`, {});
  expect(plan.hasChannels).toBe(false);
  const found = plan.thresholds(
    new Map([
      ['x', 127],
      ['c', 4],
      ['d', 4],
    ]),
    true,
  );
  expect(found.activations.get('c')).toBe(4);
  expect([found.floors?.size, found.channels?.size]).toEqual([0, 0]);
});

it('says whether channels have any freedom', () => {
  const heard = { c: range([0, 0, 0], [1, 1, 1]) };
  expect(planOf(`${RELU}${DEPTHWISE}`, heard).hasChannels).toBe(true);
  const second = 'f: f = Conv(d, v) {kernel: [3, 3], pads: [1, 1, 1, 1], group: 3} bpu id(0) int8/int8\noutput f\n';
  expect(planOf(`${RELU}${DEPTHWISE.replace('output d\n', '')}${second}`, heard).hasChannels).toBe(true);
  expect(planOf(`${CONV.replace('[1, 1]', '[1, 1], min: -1')}${DEPTHWISE}`, heard).hasChannels).toBe(false);
});

it('reaches 0 and no lower behind a Relu', () => {
  const { activations, floors, channels } = settle(
    `${RELU}${DEPTHWISE}`,
    { c: range([0, 0.5, 0], [4, 1, 0]) },
    { x: 127, c: 4, d: 8 },
  );
  expect(activations).toEqual(
    new Map([
      ['x', 127],
      ['c', 4],
      ['d', 8],
    ]),
  );
  expect(activationSteps([4], floors?.get('c'), 'tensor').zeros).toEqual([-128]);
  expect(channels).toBeUndefined();
});

it('reaches to either side what was heard, and no farther than is wanted', () => {
  const reach = (low: number, high: number, wanted: number) => {
    const { activations, floors } = settle(
      `${CONV}${DEPTHWISE}`,
      { c: range([low, 0, low / 2], [high, 0, high / 2]) },
      { x: 127, c: wanted, d: 8 },
    );
    return [floors?.get('c')?.[0], activations.get('c')];
  };
  expect(reach(-2, 4, 8)).toEqual([2, 4]);
  expect(reach(-2, 4, 3)).toEqual([2, 3]);
  expect(reach(-2, 4, 1)).toEqual([1, 1]);
  expect(reach(-2, -1, 8)).toEqual([2, 0]);
});

describe('thresholds of channels', () => {
  const ranges = { c: range([0, 0, 0], [4, 1, 0]) };

  it(
    'are what each reaches where every channel is read for itself; a channel of zeros takes that ' + 'of the tensor',
    () => {
      const { activations, channels } = settle(`${RELU}${DEPTHWISE}`, ranges, { x: 127, c: 4, d: 8 }, true);
      expect(channels).toEqual(new Map([['c', Float32Array.of(4, 1, 4)]]));
      expect(activations.get('c')).toBe(4);
      expect(settle(`${RELU}${DEPTHWISE}`, ranges, { x: 127, c: 2, d: 8 }, true).channels?.get('c')).toEqual(
        Float32Array.of(2, 1, 2),
      );
    },
  );

  it('are one where weights belong to two readers, which cannot take them in, and so is the floor', () => {
    const shared = `${RELU}${POINTWISE}f: f = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\noutput f\n`;
    const { channels, floors } = settle(shared, ranges, { x: 127, c: 4, e: 8, f: 8 }, true);
    expect(channels).toEqual(new Map());
    expect(floors?.get('c')).toHaveLength(1);
  });

  it('follow the weights where those take them in', () => {
    const own = settle(
      `${RELU}${POINTWISE}`,
      { c: range([0, 0, 0], [4, 4, 4]) },
      { x: 127, c: 4, e: 8 },
      true,
    ).channels!.get('c')!;
    expect(own[0]).toBe(4);
    expect(own[1]).toBeCloseTo(4 * 2 ** 0.75, 5);
    expect(own[2]).toBe(4);
  });

  it('of a channel that is never positive stay far from 0, and its floor is its own', () => {
    const { channels, floors } = settle(
      `${CONV}${DEPTHWISE}`,
      { c: range([-1, -3, 0], [4, -2, 0.5]) },
      { x: 127, c: 4, d: 8 },
      true,
    );
    expect(channels?.get('c')).toEqual(Float32Array.of(4, 4 / 1024, 0.5));
    expect(Array.from(floors!.get('c')!, (floor) => floor + 0)).toEqual([1, 3, 0]);
  });

  it('are not those of one channel a million times larger than the others', () => {
    const { channels } = settle(
      `${CONV}${DEPTHWISE}`,
      { c: range([0, 0, 0], [4e6, 4, 2]) },
      { x: 127, c: 4e6, d: 8 },
      true,
    );
    expect(channels?.get('c')).toEqual(Float32Array.of(4e6, 4, 2));
    const small = settle(
      `${CONV}${DEPTHWISE}`,
      { c: range([0, 0, 0], [4e6, 4, 1e-3]) },
      { x: 127, c: 4e6, d: 8 },
      true,
    );
    expect(small.channels?.get('c')).toEqual(Float32Array.of(4e6, 4, 0.25));
  });

  it('never lie beyond the bound of the activation, nor below what a channel reaches', () => {
    const bound = fc.integer({ min: 0, max: 48 }).map((n) => n / 8);
    fc.assert(
      fc.property(
        fc.tuple(bound, bound, bound),
        fc.integer({ min: 0, max: 80 }).map((n) => n / 8),
        fc.constantFrom(DEPTHWISE, POINTWISE),
        (highs, wanted, rest) => {
          const found = settle(
            `${RELU6}${rest}`,
            { c: range([0, 0, 0], highs) },
            { x: 127, c: wanted, d: 8, e: 8 },
            true,
          );
          const above = found.activations.get('c')!;
          expect(above).toBeLessThanOrEqual(Math.min(wanted, Math.max(...highs)));
          found.channels!.get('c')!.forEach((threshold, c) => {
            expect(threshold).toBeLessThanOrEqual(6);
            expect(threshold).toBeGreaterThanOrEqual(Math.min(above, highs[c]));
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('before a table', () => {
  const ranges = { c: range([-40, -20, -1], [8, 4, 2]), s: range([-0.25, -0.25, -0.25], [8, 4, 2]) };
  const swish = (x: number) => x / (1 + Math.exp(-x));

  it('nothing is spent where it is flat', () => {
    const { activations, floors } = settle(`${CONV}${SWISH}`, ranges, { x: 127, c: 40, s: 8, d: 8 });
    const below = floors!.get('c')![0];
    const [step] = activationSteps([8], [0.25], 'tensor').scales;
    expect(Math.abs(activations.get('c')! - 8)).toBeLessThanOrEqual(step / 2);
    expect(below).toBeLessThan(8);
    for (let x = -40; x < -below; x += 0.01)
      expect(Math.abs(swish(x) - swish(-below))).toBeLessThanOrEqual(step / 2 + 1e-3);
  });

  it.each([
    [-8, 8],
    [-4, 4],
    [-80, 8],
    [1, 0],
  ])('flat is what half a step of its result does not tell apart: of results from %d on', (low, floor) => {
    const found = settle(
      `${CONV}${SWISH}`,
      { ...ranges, s: range([low, low, low], [8, 4, 2]) },
      { x: 127, c: 40, s: 8, d: 8 },
    );
    const [step] = activationSteps([8], [floor], 'tensor').scales;
    const { low: end } = flatEnds((x) => Swish.scalar!(x, {}), -40, 8, step / 2);
    expect(found.floors?.get('c')).toEqual(Float32Array.of(-end));
  });

  it('channels reach no lower than the tensor does, each no lower than itself', () => {
    const { activations, floors, channels } = settle(`${CONV}${SWISH}`, ranges, { x: 127, c: 40, s: 8, d: 8 }, true);
    const [first, second, third] = Array.from(floors!.get('c')!);
    expect([first, third]).toEqual([second, 1]);
    expect(channels?.get('c')).toEqual(Float32Array.of(activations.get('c')!, 4, 2));
  });

  it('another reader sees all of it', () => {
    const both = `${CONV}${SWISH.replace('d: d', 'n: n').replace('output d', 'output n')}${DEPTHWISE}`;
    expect(settle(both, ranges, { x: 127, c: 40, s: 8, n: 8, d: 8 }).floors?.get('c')).toEqual(Float32Array.of(40));
  });

  it('all of it counts where the table has no threshold', () => {
    expect(settle(`${CONV}${SWISH}`, ranges, { x: 127, c: 40 }).floors?.get('c')).toEqual(Float32Array.of(40));
  });
});

it.each([
  [
    [0, 0, 0],
    [0, 0, 0],
  ],
  [[], []],
  [
    [-1, -1, -1],
    [-1, -1, -1],
  ],
])('makes numbers of the bounds %j and %j', (lows, highs) => {
  const { activations, floors, channels } = settle(
    `${CONV}${DEPTHWISE}`,
    { c: range(lows, highs) },
    { x: 127, c: 1, d: 0 },
    true,
  );
  expect(activations.get('c')).toBeCloseTo(0, 12);
  const own = channels!.get('c')!;
  const { scales, zeros } = activationSteps(own, floors!.get('c'), 'tensor');
  expect(scales.every((scale) => scale > 0 && Number.isFinite(scale))).toBe(true);
  expect(zeros.every((zero) => zero >= -128 && zero <= 127)).toBe(true);
});

describe('factors', () => {
  const ranges = { c: range([-2, -1, 0], [4, 6, 1]) };
  const take = (conv: string, factor: number) => {
    const plan = planOf(`${conv}${DEPTHWISE}`, ranges);
    const wanted = new Map([
      ['x', 127],
      ['c', 8],
      ['d', 4],
    ]);
    return {
      once: plan.thresholds(wanted, true),
      times: plan.thresholds(
        wanted,
        true,
        new Map([
          ['c', factor],
          ['d', factor],
        ]),
      ),
    };
  };

  it.each([0.5, 1, 4])('take all that an activation reaches %d times, to either side of 0', (factor) => {
    const { once, times } = take(CONV, factor);
    expect(times.activations).toEqual(
      new Map([
        ['x', 127],
        ['c', 6 * factor],
        ['d', 4 * factor],
      ]),
    );
    expect(times.floors?.get('c')).toEqual(Float32Array.from(once.floors!.get('c')!, (floor) => floor * factor));
    expect(times.channels?.get('c')).toEqual(once.channels?.get('c')?.map((threshold) => threshold * factor));
    const steps = ({ channels, floors }: typeof once) =>
      activationSteps(channels!.get('c')!, floors?.get('c'), 'tensor');
    expect(steps(times)).toEqual({
      zeros: steps(once).zeros,
      scales: steps(once).scales.map((scale) => expect.closeTo(scale * factor, 6)),
    });
  });

  it('take no channel beyond the bound of the activation', () => {
    expect(take(RELU6, 4).times.channels?.get('c')).toEqual(Float32Array.of(6, 6, 4));
  });
});

describe('a masked sum', () => {
  const text = (x: string, on = 'bpu id(0) int8/int16') =>
    `const m: float32[4] = [0, -10000, 3, 0]\n${CONV}a: p = Add(${x}, m) ${on}\n` +
    `r: q = Reshape(p) {shape: [1, -1, 4]} ${on === 'cpu "no"' ? on : 'bpu id(0) int16/int16'}\n` +
    's: y = Softmax(q) cpu "no"\noutput y\n';

  it('has the threshold that follows from what it reads, refined', () => {
    const plan = planOf(text('c'), {});
    const wanted = new Map([
      ['x', 127],
      ['c', 12.7],
    ]);
    const found = plan.thresholds(wanted, false, new Map([['c', 0.5]]));
    expect(found.activations.get('c')).toBeCloseTo(6.35, 6);
    for (const id of ['p', 'q']) expect(found.activations.get(id)).toBeCloseTo(6.4 + 22 - 3, 5);
  });

  it('knows in which type it reads', () => {
    const wide = text('c').replace(CONV, CONV.replace('int8/int8', 'int8/int16'));
    const found = settle(wide, {}, { x: 127, c: 32.767 });
    expect(found.activations.get('p')).toBeCloseTo(32.768 + 19, 5);
  });

  it('has what was heard where it stays in float', () => {
    expect(settle(text('c', 'cpu "no"'), {}, { x: 127, c: 4, p: 10000 }).activations.get('p')).toBe(10000);
  });
});
