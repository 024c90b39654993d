import { type Graph, parseGraph, seededRandom } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { type Thresholds, calibratedActivations } from '@openbpu/passes';
import { type Tensor, float32 } from '@openbpu/tensor';
import { weightThresholds } from '../weight-thresholds';

/** A convolution with a Relu, a residual of a depthwise and another convolution, and a last one. */
export function residual(more = ''): Graph<'optimized'> {
  return parseGraph(
    `input x: float32[1x3x10x10] NCHW
const u: float32[8x3x3x3] = seed 1
const c: float32[8] = [0.1, -0.2, 0.3, 0, 0.2, -0.1, 0.05, 0.4]
const d: float32[8x1x3x3] = seed 2
const v: float32[8x8x1x1] = seed 3
const w: float32[4x8x1x1] = seed 4
one: h = Conv(x, u, c) {kernel: [3, 3], pads: [1, 1, 1, 1], min: 0} bpu id(0) int8/int8
two: p = Conv(h, d) {kernel: [3, 3], pads: [1, 1, 1, 1], group: 8, min: 0, max: 6} bpu id(0) int8/int8
three: q = Conv(p, v) {kernel: [1, 1]} bpu id(0) int8/int8
sum: r = Add(h, q) bpu id(0) int8/int8
four: y = Conv(r, w) {kernel: [1, 1]} bpu id(0) int8/int32
${more}output y`,
    standardOps(),
    'optimized',
  );
}

/** Thresholds at which little is cut off. */
export function wideThresholds(graph: Graph<'optimized'>): Thresholds {
  return {
    activations: new Map(calibratedActivations(graph).map((id) => [id, id === 'x' ? 1 : 8])),
    weights: weightThresholds(graph),
  };
}

export function randomSamples(count: number): ReadonlyMap<string, Tensor>[] {
  return Array.from({ length: count }, (_, seed) => {
    const random = seededRandom(seed + 1);
    const data = Float32Array.from({ length: 300 }, () => 2 * random() - 1);
    return new Map([['x', float32([1, 3, 10, 10], data)]]);
  });
}
