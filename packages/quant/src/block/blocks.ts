import { type GraphView, type Node, type ValueId, ABSENT } from '@openbpu/ir';

/** A block has no more convolutions, where the graph is nowhere narrow. */
const MOST_CONVOLUTIONS = 8;

/** Nodes that follow each other, and what later nodes read of all that is there behind them. */
export interface Block {
  readonly nodes: readonly Node[];
  /** Outputs of the graph among them. */
  readonly outputs: readonly ValueId[];
}

/**
 * The nodes of a graph, in their order, cut wherever it is narrow, one tensor alone leading on, and behind so many
 * `counted` nodes. A residual with all its branches is one block, since its shortcut leads on beside them.
 */
export function blocksOf(graph: GraphView, counted: (node: Node) => boolean): Block[] {
  const last = new Map<ValueId, number>();
  for (const [i, node] of graph.nodes.entries()) for (const id of node.inputs) last.set(id, i);
  const live = new Set<ValueId>(graph.inputs.filter((id) => last.has(id)));
  const blocks: Block[] = [];
  let nodes: Node[] = [];
  let convolutions = 0;
  for (const [i, node] of graph.nodes.entries()) {
    nodes.push(node);
    if (counted(node)) convolutions++;
    for (const id of node.outputs) if (last.has(id) || graph.isOutput(id)) live.add(id);
    for (const id of node.inputs) if (id !== ABSENT && last.get(id) === i && !graph.isOutput(id)) live.delete(id);
    const leading = [...live].filter((id) => last.has(id) && last.get(id)! > i);
    const isEnd = i === graph.nodes.length - 1;
    if (!isEnd && leading.length > 1 && convolutions < MOST_CONVOLUTIONS) continue;
    const made = new Set(nodes.flatMap((each) => each.outputs));
    blocks.push({ nodes, outputs: [...live].filter((id) => made.has(id)) });
    nodes = [];
    convolutions = 0;
  }
  return blocks;
}

/** The most bytes of float32 that stand between any two nodes of a graph. */
export function widestBytes(graph: GraphView): number {
  const last = new Map<ValueId, number>();
  for (const [i, node] of graph.nodes.entries()) for (const id of node.inputs) last.set(id, i);
  const bytes = (id: ValueId) => 4 * graph.value(id).type.shape.reduce((a, b) => a * b, 1);
  let now = graph.inputs.reduce((sum, id) => sum + bytes(id), 0);
  let most = now;
  for (const [i, node] of graph.nodes.entries()) {
    for (const id of node.outputs) now += bytes(id);
    most = Math.max(most, now);
    const read = new Set(node.inputs.filter((id) => id !== ABSENT && graph.value(id).constant === undefined));
    for (const id of [...read, ...node.outputs.filter((each) => !last.has(each))])
      if ((last.get(id) ?? i) === i) now -= bytes(id);
  }
  return most;
}
