import type { QuantPolicy } from '@openbpu/core';
import type { GraphView, Node, NodeId } from '@openbpu/ir';
import { assignSubgraphs } from './assign-subgraphs';

/**
 * Who can mend what keeps a node on the CPU: whoever changes the `model`, whoever asks for the node in a recipe
 * (`request`). Absent: nobody, or a neighbour is what keeps it there.
 */
export type MendedBy = 'model' | 'request';

/** By the code of the reason; those that an integer form stands beside are `form`. */
const REASONS: Readonly<Record<string, { readonly by: MendedBy; readonly form?: boolean }>> = {
  PAS002: { by: 'model', form: true },
  PAS003: { by: 'request', form: true },
  PAS005: { by: 'request' },
  PAS011: { by: 'model' },
  PAS012: { by: 'request', form: true },
  PAS016: { by: 'request', form: true },
  PAS017: { by: 'request', form: true },
  PAS018: { by: 'model' },
  PAS019: { by: 'model' },
  PAS026: { by: 'model' },
};

/** A node that only moves data and has no quantised neighbour on one side. */
const ALONE = 'PAS004';

/** Who can mend a node of a placed graph; undefined for one on the BPU too. */
export function mendedBy({ placement }: Node): MendedBy | undefined {
  if (placement?.on !== 'cpu') return undefined;
  const { code, facts } = placement.because;
  return facts.asInt16 === undefined ? REASONS[code]?.by : 'request';
}

/** Whether a node on the CPU has an integer form as it stands, so that the machine can say what it would take. */
export function hasFormOnBpu({ op, placement }: Node, { quantise }: Pick<QuantPolicy, 'quantise'>): boolean {
  return (
    placement?.on === 'cpu' &&
    REASONS[placement.because.code]?.form === true &&
    op.integer !== undefined &&
    quantise[op.name] !== undefined
  );
}

/**
 * The nodes on the CPU that run on the BPU once nothing stands against `mended`: those that compute, and what only
 * moves data, mended or not, where it then stands between quantised nodes.
 */
export function onceMended(
  graph: GraphView,
  mended: ReadonlySet<NodeId>,
  { quantise }: Pick<QuantPolicy, 'quantise'>,
): ReadonlySet<NodeId> {
  const waits = ({ id, op, placement }: Node) =>
    mended.has(id) ? quantise[op.name] === 'passive' : placement?.on === 'cpu' && placement.because.code === ALONE;
  const movers = graph.nodes.filter(waits);
  const there = new Set([...mended, ...movers.map(({ id }) => id)]);
  const onBpu = (node: Node | undefined) => node !== undefined && (node.placement?.on === 'bpu' || there.has(node.id));
  for (let before = -1; there.size !== before;) {
    before = there.size;
    for (const { id, inputs, outputs } of movers) {
      const between =
        inputs.some((input) => onBpu(graph.producer(input))) &&
        outputs.some((output) => graph.consumers(output).some(onBpu));
      if (!between) there.delete(id);
    }
  }
  return there;
}

/** The subgraphs of a placed graph as they would be with the nodes of `there` on the BPU too. */
export function subgraphsWith(graph: GraphView, there: ReadonlySet<NodeId>): Map<NodeId, number> {
  return assignSubgraphs(graph, (node) => node.placement?.on === 'bpu' || there.has(node.id));
}

/** The subgraphs of a placed graph that would be one if a node of the CPU were on the BPU, ascending; none: no two. */
export function joinedBy(graph: GraphView, id: NodeId, policy: Pick<QuantPolicy, 'quantise'>): readonly number[] {
  const after = subgraphsWith(graph, onceMended(graph, new Set([id]), policy));
  const own = after.get(id);
  const joined = new Set<number>();
  for (const node of graph.nodes)
    if (node.placement?.on === 'bpu' && after.get(node.id) === own) joined.add(node.placement.subgraph);
  return joined.size < 2 ? [] : [...joined].sort((a, b) => a - b);
}
