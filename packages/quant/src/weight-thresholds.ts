import type { GraphView } from '@openbpu/ir';
import { channelMaxima } from '@openbpu/ops';
import type { Thresholds } from '@openbpu/passes';
import { type Tensor, expectDType } from '@openbpu/tensor';
import { gridSteps } from './grid-steps';

/**
 * The threshold of every output channel of the weights of BPU nodes, by constant: the largest magnitude; where a
 * channel lies on a grid that another quantiser left, what makes its steps those of the grid.
 */
export function weightThresholds(graph: GraphView): Thresholds['weights'] {
  const found = new Map<string, { axis: number; thresholds: Float32Array }>();
  for (const node of graph.nodes) {
    const weights = node.op.integer?.weights;
    if (node.placement?.on !== 'bpu' || !weights) continue;
    const id = node.inputs[weights.input];
    const constant = graph.value(id).constant;
    if (constant) found.set(id, { axis: weights.axis, thresholds: onGrids(constant, weights.axis) });
  }
  return found;
}

function onGrids(weights: Tensor, axis: number): Float32Array {
  const thresholds = new Float32Array(weights.shape[axis]);
  let channel = 0;
  for (const { own, largest } of rowsOf(weights, axis))
    thresholds[channel++] = (largest * 127) / (gridSteps(own, largest) ?? 127);
  return thresholds;
}

/** The weights of every channel along an axis, and the largest of their magnitudes. */
export function* rowsOf(weights: Tensor, axis: number): Generator<{ own: Float32Array; largest: number }> {
  const { data } = expectDType(weights, 'float32');
  const channels = weights.shape[axis];
  const inner = weights.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  for (const [c, largest] of channelMaxima(weights, axis).entries())
    yield { own: runsOf(data, c * inner, inner, channels * inner), largest };
}

/** The elements of one channel: runs of `length`, the first at `from` and each `step` behind the one before. */
function runsOf(data: Float32Array, from: number, length: number, step: number): Float32Array {
  if (step === data.length) return data.subarray(from, from + length);
  const runs = new Float32Array((data.length / step) * length);
  for (let at = from, to = 0; at < data.length; at += step, to += length) runs.set(data.subarray(at, at + length), to);
  return runs;
}
