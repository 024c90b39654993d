import { type Graph, ABSENT } from '@openbpu/ir';
import type { Tensor } from '@openbpu/tensor';

/** Every value of a graph by the reference evaluation. */
export function referenceValues(graph: Graph, feeds: Readonly<Record<string, Tensor>>): ReadonlyMap<string, Tensor> {
  const known = new Map<string, Tensor>(Object.entries(feeds));
  for (const { id, constant } of graph.values.values()) if (constant) known.set(id, constant);
  for (const node of graph.nodes) {
    const results = node.op.eval(
      node.inputs.map((id) => (id === ABSENT ? undefined : known.get(id))),
      node.attrs,
    );
    node.outputs.forEach((id, i) => known.set(id, results[i]));
  }
  return known;
}
