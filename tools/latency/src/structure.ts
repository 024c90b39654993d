import type { Graph, Node, Stage, ValueId } from '@openbpu/ir';
import { ConvTranspose } from '@openbpu/ops';
import { sizeOf } from '@openbpu/tensor';

/** What a network consists of. */
export interface Structure {
  /** Numbers of all constants that a node reads. */
  readonly parameters: number;
  readonly macs: number;
  /**
   * As the counter of Ultralytics has them: of layers with weights alone, no products of two activations; a transposed
   * convolution as if every tap met every output.
   */
  readonly layerMacs: number;
  /** How many nodes of every operator, in the order of their names. */
  readonly operators: Readonly<Record<string, number>>;
}

/** Counts a graph of any stage. Weights that several nodes read are counted once. */
export function structureOf<S extends Stage>(graph: Graph<S>): Structure {
  const constants = new Set(
    graph.nodes.flatMap(({ inputs }) => inputs.filter((id) => graph.value(id).constant !== undefined)),
  );
  const counts = new Map<string, number>();
  let macs = 0;
  let layerMacs = 0;
  for (const node of graph.nodes) {
    counts.set(node.op.name, (counts.get(node.op.name) ?? 0) + 1);
    const own = macsOf(graph, node);
    macs += own;
    if (ConvTranspose.is(node)) layerMacs += own * (pixels(graph, node.outputs[0]) / pixels(graph, node.inputs[0]));
    else if (node.inputs.some((id) => constants.has(id))) layerMacs += own;
  }
  return {
    parameters: [...constants].reduce((sum, id) => sum + graph.value(id).constant!.data.length, 0),
    macs,
    layerMacs,
    operators: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function macsOf<S extends Stage>(graph: Graph<S>, { op, inputs, outputs, attrs }: Node): number {
  const types = (ids: readonly string[]) => ids.map((id) => graph.value(id).type);
  return op.macs?.(types(inputs), types(outputs), attrs) ?? 0;
}

const pixels = <S extends Stage>(graph: Graph<S>, id: ValueId) => sizeOf(graph.value(id).type.shape.slice(2));
