import type { GraphProto, NodeProto } from '@openbpu/onnx';

/** A node with the version of the standard operators it is written for, where that is not the model's. */
export interface PlacedNode extends NodeProto {
  readonly opset?: number;
}

/** The graphs inside a node: the branches of an If, the body of a Loop. */
export function innerGraphs(node: NodeProto): readonly GraphProto[] {
  return node.attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
}

/** A node with others in place of the graphs inside it. */
export function withInnerGraphs(node: PlacedNode, instead: (graph: GraphProto) => GraphProto): PlacedNode {
  if (innerGraphs(node).length === 0) return node;
  const attribute = node.attribute.map((each) => ({
    ...each,
    ...(each.g ? { g: instead(each.g) } : {}),
    graphs: each.graphs.map(instead),
  }));
  return { ...node, attribute };
}

/** The names a graph gives to values of its own. */
export function ownNames(graph: GraphProto): Set<string> {
  const named = [...graph.input, ...graph.initializer].map(({ name = '' }) => name);
  const sparse = graph.sparseInitializer.map(({ values }) => values?.name ?? '');
  return new Set([...named, ...sparse, ...graph.node.flatMap(({ output }) => output)]);
}

/** All values a node needs: its inputs, and what the graphs inside it read from outside. */
export function readsOf(node: NodeProto): readonly string[] {
  const inner = innerGraphs(node);
  return inner.length === 0 ? node.input : [...node.input, ...inner.flatMap(outerReads)];
}

function outerReads(graph: GraphProto): readonly string[] {
  const own = ownNames(graph);
  const read = [...graph.node.flatMap(readsOf), ...graph.output.map(({ name = '' }) => name)];
  return read.filter((id) => id !== '' && !own.has(id));
}

/**
 * A node with the names of values replaced, also where graphs inside it read them. Names that such a graph gives itself
 * are its own and stay. Absent values stay absent.
 */
export function renamed(node: PlacedNode, rename: (id: string) => string): PlacedNode {
  const name = (id: string) => (id === '' ? id : rename(id));
  const inside = withInnerGraphs(node, (graph) => renamedInside(graph, name));
  return { ...inside, input: node.input.map(name), output: node.output.map(name) };
}

function renamedInside(graph: GraphProto, rename: (id: string) => string): GraphProto {
  const own = ownNames(graph);
  const name = (id: string) => (own.has(id) ? id : rename(id));
  const output = graph.output.map((value) => ({ ...value, name: name(value.name ?? '') }));
  return { ...graph, node: graph.node.map((node) => renamed(node, name)), output };
}
