import { ABSENT, type GraphView, type Node } from '@openbpu/ir';
import type { Tensor } from '@openbpu/tensor';

/** Every value of the graph by the reference evaluation of its ops, constants included. */
export function evaluateGraph(graph: GraphView, inputs: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const values = new Map(inputs);
  for (const node of graph.nodes) evaluateNode(graph, node, values);
  return values;
}

/** Adds the outputs of one node to `values`, and the constants it reads. */
export function evaluateNode(graph: GraphView, node: Node, values: Map<string, Tensor>): void {
  const inputs = node.inputs.map((id) => {
    if (id === ABSENT) return undefined;
    const tensor = graph.value(id).constant ?? values.get(id);
    if (!tensor) throw new Error(`"${id}" has not been computed`);
    return tensor;
  });
  node.op.eval(inputs, node.attrs).forEach((tensor, i) => values.set(node.outputs[i], tensor));
}
