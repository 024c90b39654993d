import {
  type Graph,
  type Node,
  type StatedRange,
  type StatedRanges,
  type ValueId,
  ABSENT,
  statedRanges,
} from '@openbpu/ir';
import { calibratedActivations } from '@openbpu/passes';
import { rangeOf, sizeOf } from '@openbpu/tensor';

/**
 * The activations of a placed model whose ranges it states by itself, `images` excepted, and those that share the scale
 * of such a one because a node on the BPU only moves or chooses elements: what is made of tensors of one range has that
 * range, and what a tensor is made of where it has every element of it.
 */
export function statedActivations(graph: Graph<'optimized'>, images: ReadonlySet<ValueId>): StatedRanges {
  const ranges = statedRanges(graph.metadata);
  if (ranges.size === 0) return ranges;
  const open = calibratedActivations(graph).filter((id) => !images.has(id));
  const found = new Map(open.flatMap((id) => (ranges.has(id) ? [[id, ranges.get(id)!] as const] : [])));
  const missing = new Set(open.filter((id) => !found.has(id)));
  const take = (ids: readonly ValueId[], from: readonly ValueId[]) => {
    const [range, ...others] = from.map((id) => found.get(id));
    if (range === undefined || others.some((other) => !other || !sameRange(range, other))) return;
    for (const id of ids) if (missing.delete(id)) found.set(id, range);
  };
  const movers = graph.nodes.filter(
    ({ placement, op, attrs }) => placement?.on === 'bpu' && op.integer?.sharesScale?.(attrs) === true,
  );
  const computed = ({ inputs }: Node) => inputs.filter((id) => id !== ABSENT && !graph.value(id).constant);
  for (const node of movers) take(node.outputs, computed(node));
  for (const node of movers.toReversed()) if (movesAll(node, graph)) take(computed(node), node.outputs);
  return found;
}

/** Whether a placed model leaves a threshold to samples: it does not state all of them, `images` excepted. */
export function needsSamples(graph: Graph<'optimized'>, images: ReadonlySet<ValueId>): boolean {
  const stated = statedActivations(graph, images);
  return calibratedActivations(graph).some((id) => !images.has(id) && !stated.has(id));
}

/** Whether a node gives every element of the one tensor it reads, as those that choose do not. */
function movesAll({ op, inputs, outputs }: Node, graph: Graph): boolean {
  const size = (id: ValueId) => sizeOf(graph.value(id).type.shape);
  return op.onlyMoves === true && inputs.length === 1 && size(inputs[0]) === size(outputs[0]);
}

/** The threshold that cuts no real of the range off: that of its own integers where 0 is in their middle. */
export function statedThreshold({ low, high, type }: StatedRange): number {
  const [least, most] = rangeOf(type);
  return Math.max(high, (low * most) / least);
}

function sameRange(a: StatedRange, b: StatedRange): boolean {
  return a.low === b.low && a.high === b.high;
}
