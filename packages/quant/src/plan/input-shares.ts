import type { GraphView, Node, ValueId } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { type Tensor, expectDType } from '@openbpu/tensor';

/**
 * How much the channels of an activation weigh in the convolutions that sum over them: for every channel its largest
 * weight in any sum, the largest weight of that sum being 1. 1 where only convolutions read it that sum over no
 * channels.
 */
export function inputShares(graph: GraphView, id: ValueId, channels: number): Float32Array {
  const shares = new Float32Array(channels);
  for (const node of graph.consumers(id)) addShares(shares, node, graph);
  return shares.every((share) => share === 0) ? shares.fill(1) : shares;
}

function addShares(shares: Float32Array, node: Node, graph: GraphView): void {
  const weights: Tensor | undefined = Conv.is(node) ? graph.value(node.inputs[1]).constant : undefined;
  if (!weights || !Conv.is(node) || weights.shape[1] === 1) return;
  const [cout, perGroup, ...window] = weights.shape;
  const taps = window.reduce((a, b) => a * b, 1);
  const w = expectDType(weights, 'float32').data;
  for (let o = 0; o < cout; o++) {
    const start = o * perGroup * taps;
    let largest = 0;
    for (let k = start; k < start + perGroup * taps; k++) largest = Math.max(largest, Math.abs(w[k]));
    if (largest === 0) continue;
    const first = Math.floor((o * node.attrs.group) / cout) * perGroup;
    for (let i = 0, at = start; i < perGroup; i++)
      for (const end = at + taps; at < end; at++)
        shares[first + i] = Math.max(shares[first + i], Math.abs(w[at]) / largest);
  }
}
