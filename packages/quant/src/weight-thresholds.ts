import type { GraphView } from '@openbpu/ir';
import { channelMaxima } from '@openbpu/ops';
import type { Thresholds } from '@openbpu/passes';

/** The largest magnitude of every output channel of the weights of BPU nodes, by constant. */
export function weightThresholds(graph: GraphView): Thresholds['weights'] {
  const found = new Map<string, { axis: number; thresholds: Float32Array }>();
  for (const node of graph.nodes) {
    const weights = node.op.integer?.weights;
    if (node.placement?.on !== 'bpu' || !weights) continue;
    const id = node.inputs[weights.input];
    const constant = graph.value(id).constant;
    if (constant) found.set(id, { axis: weights.axis, thresholds: channelMaxima(constant, weights.axis) });
  }
  return found;
}
