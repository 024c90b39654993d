import type { Graph, GraphView, Node } from '@openbpu/ir';
import { typeName } from '@openbpu/ops';
import { type Target, compileSegment } from './compile-segment';
import type { CompiledModel, CompiledValue, Step } from './compiled-model';
import { edgeNodes } from './edge-nodes';
import { partition } from './partition';

export interface CompileOptions extends Target {
  /** The ONNX model of one node on the CPU, its constants inside. */
  readonly fragment: (node: Node, graph: GraphView) => Uint8Array;
}

/**
 * A quantised graph as steps in the order they run: BPU segments as programs, CPU nodes as fragments. Fails with CMP
 * diagnostics; throws Error when placement gave a subgraph that cannot be scheduled.
 */
export function compile(graph: Graph<'quantized'>, { fragment, ...target }: CompileOptions): CompiledModel {
  const edge = edgeNodes(graph);
  const steps = partition(graph).map((group): Step => {
    if (group.subgraph !== undefined) return compileSegment(graph, group, target);
    const [node] = group.nodes;
    const { inputs, outputs } = group;
    const step = { name: node.id, op: typeName(node), inputs, outputs, fragment: fragment(node, graph) };
    const place = edge.get(node.id);
    return place ? { kind: 'edge', ...place, ...step } : { kind: 'cpu', ...step };
  });
  const values = (ids: readonly string[]): CompiledValue[] =>
    ids.map((name) => ({ name, type: graph.value(name).type }));
  return {
    name: graph.name,
    march: target.features.march,
    inputs: values(graph.inputs),
    outputs: values(graph.outputs),
    steps,
  };
}
