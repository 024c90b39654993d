import type { GraphView, Node, NodeId } from '@openbpu/ir';

/**
 * The BPU subgraphs that each CPU node of a placed graph opens, ascending: what waits for it and, through it, for
 * another subgraph. CPU nodes before the first subgraph and behind the last open none, and have no entry.
 */
export function subgraphsOpened(graph: GraphView): Map<NodeId, readonly number[]> {
  const cpu = graph.nodes.filter((node) => bpuSubgraph(node) === undefined);
  const follows = new Set<NodeId>();
  for (const { id, inputs } of cpu) {
    const producers = inputs.map((input) => graph.producer(input)).filter((one) => one !== undefined);
    if (producers.some((one) => bpuSubgraph(one) !== undefined || follows.has(one.id))) follows.add(id);
  }
  const before = new Map<NodeId, ReadonlySet<number>>();
  for (const { id, outputs } of cpu.toReversed()) {
    const found = new Set<number>();
    for (const consumer of outputs.flatMap((output) => graph.consumers(output))) {
      const subgraph = bpuSubgraph(consumer);
      for (const one of subgraph === undefined ? (before.get(consumer.id) ?? []) : [subgraph]) found.add(one);
    }
    before.set(id, found);
  }
  const opened = cpu
    .filter(({ id }) => follows.has(id))
    .map(({ id }): [NodeId, number[]] => [id, [...before.get(id)!].sort((a, b) => a - b)]);
  return new Map(opened.filter(([, subgraphs]) => subgraphs.length > 0));
}

function bpuSubgraph({ placement }: Node): number | undefined {
  return placement?.on === 'bpu' ? placement.subgraph : undefined;
}
