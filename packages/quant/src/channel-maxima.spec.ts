import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import type { FoldResult } from '@openbpu/runtime';
import { ChannelMaxima, channelThresholds } from './channel-maxima';

const graph = parseGraph(`input x: float32[2x2x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
const v: float32[3x1x3x3] = seed 2
c: c = Conv(x, w) {kernel: [1, 1], min: 0} bpu id(0) int8/int8
d: d = Conv(c, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8
output d`, standardOps(), 'optimized');
const KEY = 'channels/3 c';
/** What channels of these bounds on either side of 0 answer. */
const heard = (...reach: number[]): [string, FoldResult] => {
  const [lows, highs] = [Float32Array.from(reach, (value) => -value), Float32Array.from(reach, (value) => value / 2)];
  return [KEY, { fold: 'channels', absmax: Math.max(...reach), broken: 0, lows, highs, means: new Float64Array(reach.length), samples: 1 }];
};

it('asks once, for the channels that may have thresholds of their own', () => {
  const maxima = new ChannelMaxima(graph);
  expect(maxima.ask([], new Map())).toEqual([{ at: 'c', fold: 'channels', channels: 3, inner: 16 }]);
  expect(maxima.ask([], new Map([heard(1, 2, 3)]))).toEqual([]);
  expect(maxima.limits(new Map())).toEqual(new Map());
});

it('limits every channel to what it reaches, one of zeros to what the others do', () => {
  expect(new ChannelMaxima(graph).limits(new Map([heard(4, 0, 2)]))).toEqual(new Map([['c', Float32Array.of(4, 4, 2)]]));
});

it('gives a channel the threshold of its tensor, or less, never next to nothing', () => {
  expect(channelThresholds(new Map([['c', Float32Array.of(9, 2, 5, 1e-9)]]), new Map([['c', 4]]))).toEqual(new Map([['c', Float32Array.of(4, 2, 4, 4 / 1024)]]));
});
