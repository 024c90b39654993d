import type { Origin } from '@openbpu/diagnostics';
import type { NodeProto } from '@openbpu/onnx';
import { innerGraphs } from './inner-graphs';

/** Where a node came from, in the user's words: its name, or that of its first output where it has none. */
export function nodeOrigin(node: NodeProto, file: string): Origin {
  return {
    name: node.name || node.output.find((id) => id !== '') || (node.opType ?? ''),
    kind: node.opType ?? '',
    file,
  };
}

/** The names of nodes, those of the graphs inside them among them. */
export function nodeNames(nodes: readonly NodeProto[]): string[] {
  return nodes.flatMap((node) => [
    nodeOrigin(node, '').name,
    ...innerGraphs(node).flatMap((graph) => nodeNames(graph.node)),
  ]);
}
