import { ABSENT, type GraphView, type Node } from '@openbpu/ir';

/** Nodes that become one step, in topological order; `subgraph` where they are on the BPU. */
export interface Group {
  readonly nodes: readonly Node[];
  readonly subgraph?: number;
  /** Values read from outside, constants aside, and values that nodes outside read; in the order they appear. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Nodes of one BPU subgraph together, every other node by itself, in an order in which all can run. Throws Error when
 * two groups wait for each other: placement promised that they do not.
 */
export function partition(graph: GraphView): readonly Group[] {
  const byKey = new Map<string, Node[]>();
  const keyOf = new Map<string, string>();
  for (const node of graph.nodes) {
    const key = node.placement?.on === 'bpu' ? `subgraph ${node.placement.subgraph}` : `node ${node.id}`;
    keyOf.set(node.id, key);
    const nodes = byKey.get(key);
    if (nodes) nodes.push(node);
    else byKey.set(key, [node]);
  }
  const waiting = new Map<string, Set<string>>();
  for (const [key, nodes] of byKey) {
    const before = nodes
      .flatMap((node) => node.inputs)
      .flatMap((id) => keyOf.get((id !== ABSENT && graph.producer(id)?.id) || '') ?? []);
    waiting.set(key, new Set(before.filter((other) => other !== key)));
  }
  const groups: Group[] = [];
  const done = new Set<string>();
  while (done.size < byKey.size) {
    const key = [...byKey.keys()].find(
      (candidate) => !done.has(candidate) && [...(waiting.get(candidate) ?? [])].every((before) => done.has(before)),
    );
    if (key === undefined)
      throw new Error(
        `steps of graph ${graph.name} wait for each other: ${[...byKey.keys()]
          .filter((each) => !done.has(each))
          .slice(0, 4)
          .join(', ')}`,
      );
    done.add(key);
    groups.push(groupOf(graph, byKey.get(key) ?? []));
  }
  return groups;
}

function groupOf(graph: GraphView, nodes: readonly Node[]): Group {
  const inside = new Set(nodes.flatMap((node) => node.outputs));
  const members = new Set(nodes.map((node) => node.id));
  const inputs = new Set(
    nodes.flatMap((node) => node.inputs).filter((id) => id !== ABSENT && !inside.has(id) && !graph.value(id).constant),
  );
  const outputs = [...inside].filter(
    (id) => graph.isOutput(id) || graph.consumers(id).some((reader) => !members.has(reader.id)),
  );
  const placement = nodes[0]?.placement;
  return { nodes, inputs: [...inputs], outputs, ...(placement?.on === 'bpu' ? { subgraph: placement.subgraph } : {}) };
}
