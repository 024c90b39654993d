import {
  ABSENT,
  type Graph,
  type GraphView,
  type Node,
  type StatedRange,
  type ValueId,
  statedRanges,
} from '@openbpu/ir';
import { isFloat, rangeOf } from '@openbpu/tensor';
import { type Interval, provenRange } from './proven-range';

/** What the elements of an image are, as the model is fed with it. */
const PIXELS: Interval = { low: -128, high: 127 };

/**
 * The ranges of a graph that states some by itself, and those that follow from them without a sample, marked as
 * `derived`:
 *
 * - what moves or chooses elements of tensors of one range gives that range, and where it alone reads a tensor, that
 *   tensor may have the range of its result: clipping before or after is one;
 * - a function of one element gives what it makes of the integers it is fed with;
 * - other results lie where those of the operands prove that they lie (`provenRange`), if that has two ends. 0 is in
 *   every range.
 *
 * `images` have none of them: their integers are what they are.
 */
export function loadedRanges(graph: Graph, images: ReadonlySet<ValueId>): Map<ValueId, StatedRange> {
  const found = new Map([...statedRanges(graph.metadata)].filter(([id]) => !images.has(id)));
  for (const node of graph.nodes.toReversed()) backThrough(node, graph, found, images);
  const known = new Map<ValueId, Interval>(found);
  for (const id of images) known.set(id, PIXELS);
  for (const node of graph.nodes)
    for (const id of node.outputs) {
      if (id === ABSENT || found.has(id) || !isFloat(graph.value(id).type.dtype)) continue;
      const moved = movedRange(node, graph, found);
      const { low, high } = moved ?? imageOf(node, found) ?? provenRange(graph, id, known);
      known.set(id, { low, high });
      if (!Number.isFinite(low) || !Number.isFinite(high)) continue;
      const { type } = moved ?? { type: 'int8' };
      found.set(id, { low: Math.min(low, 0), high: Math.max(high, 0), type, derived: true });
    }
  return found;
}

/** Gives what a moving node alone reads the range of its result. */
function backThrough(
  node: Node,
  graph: GraphView,
  found: Map<ValueId, StatedRange>,
  images: ReadonlySet<ValueId>,
): void {
  const range = found.get(node.outputs[0]);
  if (!range || !moves(node)) return;
  for (const id of computed(node, graph))
    if (!found.has(id) && !images.has(id) && !graph.isOutput(id) && graph.consumers(id).length === 1)
      found.set(id, { ...range, derived: true });
}

/** The range that all tensors have whose elements a node moves or chooses; undefined where they differ. */
function movedRange(node: Node, graph: GraphView, found: ReadonlyMap<ValueId, StatedRange>): StatedRange | undefined {
  if (!moves(node)) return undefined;
  const [range, ...others] = computed(node, graph).map((id) => found.get(id));
  const same = others.every((other) => other?.low === range?.low && other?.high === range?.high);
  return same ? range : undefined;
}

/** Where a function of one element takes the integers that stand for what it reads. */
function imageOf({ op, attrs, inputs }: Node, found: ReadonlyMap<ValueId, StatedRange>): Interval | undefined {
  const { scalar } = op;
  const range = found.get(inputs[0]);
  if (!scalar || !range) return undefined;
  const [least, most] = rangeOf(range.type);
  const step = (range.high - range.low) / (most - least);
  const zero = Math.round(-range.low / step);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i <= most - least; i++) {
    const value = scalar(i === zero ? 0 : i === most - least ? range.high : range.low + i * step, attrs);
    if (Number.isNaN(value)) return undefined;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

function moves({ op, attrs }: Node): boolean {
  return op.integer?.sharesScale?.(attrs) === true;
}

function computed({ inputs }: Node, graph: GraphView): ValueId[] {
  return inputs.filter((id) => id !== ABSENT && !graph.value(id).constant && isFloat(graph.value(id).type.dtype));
}
