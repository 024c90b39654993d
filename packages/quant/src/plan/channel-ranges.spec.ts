import fc from 'fast-check';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { activationSteps } from '@openbpu/passes';
import { type FoldResult, fold, observationKey } from '@openbpu/runtime';
import { type Known, SYMMETRIC_STEPS } from '../calibrator';
import { ChannelRanges } from './channel-ranges';

const graph = parseGraph(
  `input x: float32[2x2x1x2] NCHW
input v: float32[2x3]
input s: float32[4]
const w: float32[2x2x1x1] = seed 1
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
d: d = Conv(c, w) {kernel: [1, 1]} bpu id(0) int8/int8
t: t = Tanh(v) bpu id(0) int8/int8
u: u = Tanh(s) bpu id(0) int8/int8
output d
output t
output u`,
  standardOps(),
  'optimized',
);

function hear(ranges: ChannelRanges, data: Readonly<Record<string, readonly number[]>>): Known {
  const wishes = ranges.ask([], new Map()).filter(({ at }) => data[at]);
  return new Map<string, FoldResult>(
    wishes.map((wish) => [observationKey(wish), fold(wish, Float32Array.from(data[wish.at]))]),
  );
}

it('asks once for what has channels, whatever its rank', () => {
  const ranges = new ChannelRanges(graph, ['c', 'v', 's', 't']);
  expect(ranges.ask([], new Map())).toEqual([
    { at: 'c', fold: 'channels', channels: 2, inner: 2 },
    { at: 'v', fold: 'channels', channels: 3, inner: 1 },
    { at: 't', fold: 'channels', channels: 3, inner: 1 },
  ]);
  const known = hear(ranges, { c: new Array(8).fill(0), t: new Array(6).fill(0) });
  expect(ranges.ask([], known).map(({ at }) => at)).toEqual(['v']);
});

it('tells the bounds of every channel over the whole batch, and nothing of what was not heard', () => {
  const ranges = new ChannelRanges(graph, ['c', 'v']);
  expect(ranges.ranges(new Map())).toEqual(new Map());
  expect(ranges.ranges(hear(ranges, { c: [1, -2, NaN, 8, 3, 6, Infinity, 4] }))).toEqual(
    new Map([['c', { lows: Float32Array.of(-2, 4), highs: Float32Array.of(6, 8) }]]),
  );
});

describe('steps', () => {
  const ranges = new ChannelRanges(graph, ['c', 'd']);
  const steps = (...c: number[]) => ranges.steps('c', hear(ranges, { c: c.flatMap((value) => [value, 0, 0, 0]) }));

  it('are those between 0 and what reaches farthest from it, to either side', () => {
    const magnitude = fc.float({ noNaN: true, min: Math.fround(0.01), max: 100 });
    fc.assert(
      fc.property(magnitude, magnitude, (above, below) => {
        const [scale] = activationSteps([above], [below], 'tensor').scales;
        expect(steps(above, -below)).toBeCloseTo(Math.max(above, below) / scale, 2);
      }),
    );
    expect([steps(3, 1), steps(0, -7), steps(-1, -7)]).toEqual([expect.closeTo(255, 9), 255, 255]);
  });

  it('are symmetric without a zero of its own, unheard, or of zeros', () => {
    expect(ranges.steps('d', hear(ranges, { d: [0, 1, 2, 3, 4, 5, 6, 7] }))).toBe(SYMMETRIC_STEPS);
    expect(ranges.steps('c', new Map())).toBe(SYMMETRIC_STEPS);
    expect(ranges.steps('nobody', new Map())).toBe(SYMMETRIC_STEPS);
    expect(steps(0, 0)).toBe(SYMMETRIC_STEPS);
  });
});
