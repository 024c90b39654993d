import { ABSENT, type Graph, GraphDraft, type Node, type Stage, type ValueId } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import type { LanePool } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';

/** Tensors of one sample by name. */
export type Known = Map<ValueId, Tensor>;

/** Some nodes of a graph, in its order, as a graph of their own, which reads whatever they do not write. */
export function piece<S extends Stage>(
  graph: Graph<S>,
  nodes: readonly Node[],
  outputs: readonly ValueId[],
  change: (node: Node, draft: GraphDraft<S>) => Node = (node) => node,
): Graph<S> {
  const made = new Set(nodes.flatMap((node) => node.outputs));
  const draft = new GraphDraft(graph.stage);
  for (const id of new Set(nodes.flatMap((node) => [...node.inputs, ...node.outputs]))) {
    if (id === ABSENT) continue;
    const value = graph.value(id);
    if (value.constant || made.has(id)) draft.declare(value);
    else draft.input(id, value.type);
  }
  for (const node of nodes) draft.keep(change(node, draft));
  return draft.build({ name: graph.name, outputs });
}

/** Runs a piece on every sample and adds what it makes to what is known of the sample. */
export async function runPiece(graph: Graph, known: readonly Known[], lanes: LanePool): Promise<void> {
  if (graph.outputs.length === 0 || known.length === 0) return;
  const session = await lanes.open(encodeModel(exportModel(graph, { record: false })), {
    optimise: true,
    lanes: Math.min(lanes.size, known.length),
  });
  try {
    await Promise.all(
      known.map(async (tensors) => {
        const found = await session.use((lane) =>
          lane.run(new Map(graph.inputs.map((id) => [id, tensors.get(id)!])), graph.outputs),
        );
        for (const [id, tensor] of found) tensors.set(id, tensor);
      }),
    );
  } finally {
    await session.close();
  }
}
