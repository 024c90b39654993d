import type { NodeProto } from './proto/model';

/** What a node reads, the graphs inside it too; names that are given inside are among them. */
export function valuesRead({ input, attribute }: NodeProto): readonly string[] {
  const graphs = attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
  const inside = graphs.flatMap((graph) => [
    ...graph.node.flatMap(valuesRead),
    ...graph.output.map(({ name = '' }) => name),
  ]);
  return [...input, ...inside].filter((id) => id !== '');
}
