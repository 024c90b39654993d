import { type Sink, fail, nearest } from '@openbpu/diagnostics';
import { type GraphProto, type NodeProto, ONNX, type ValueInfoProto } from '@openbpu/onnx';
import { readsOf } from './inner-graphs';
import { nodeOrigin } from './node-origin';

/** Operators whose result says nothing but what shapes are, which are fixed. */
const OF_SHAPES: readonly string[] = ['Shape', 'Size'];

/**
 * The same graph without the named nodes and all that depends on them: what they read and other nodes compute are
 * outputs in place of what is gone, behind those that are left. A name may be that of an operator: all its nodes are
 * meant. Says what is cut off. Throws a DiagnosticError for a name of nothing, or where no output is left.
 */
export function cutNodes(graph: GraphProto, names: readonly string[], file: string, sink: Sink): GraphProto {
  const at = { name: graph.name ?? file, file };
  const gone = withReaders(
    graph.node,
    names.flatMap((name) => named(graph, name, file)),
  );
  const lost = new Set([...gone].flatMap(({ output }) => output));
  const given = new Set(computed(graph).filter((id) => !lost.has(id)));
  const left = graph.output.filter(({ name = '' }) => !lost.has(name));
  const there = new Set(left.map(({ name = '' }) => name));
  const read = [...gone].flatMap(readsOf).filter((id) => given.has(id) && !there.has(id));
  const found = new Set(read);
  const order = graph.node.flatMap(({ output }) => output).filter((id) => found.has(id));
  const known = new Map([...graph.valueInfo, ...graph.output].map((info) => [info.name ?? '', info] as const));
  const output = [...left, ...order.map((name): ValueInfoProto => known.get(name) ?? { name, metadataProps: [] })];
  if (output.length === 0) fail(ONNX.cutAway({ names }, at));
  const cut = graph.node.filter((node) => gone.has(node));
  const described = cut.map((node) => `${nodeOrigin(node, file).name} (${node.opType ?? ''})`);
  sink.report(ONNX.cutOff({ nodes: described, outputs: output.map(({ name = '' }) => name) }, at));
  return { ...graph, node: graph.node.filter((node) => !gone.has(node)), output };
}

/** The nodes of a name, or of an operator. */
function named({ node: nodes }: GraphProto, name: string, file: string): readonly NodeProto[] {
  const namesOf = (node: NodeProto, i: number) => [nodeOrigin(node, file).name, `${node.opType ?? ''}_${i}`];
  const exactly = nodes.filter((node) => nodeOrigin(node, file).name === name);
  const found =
    exactly.length > 0 ? exactly : nodes.filter((node, i) => [...namesOf(node, i), node.opType].includes(name));
  if (found.length > 0) return found;
  const known = nodes.flatMap(namesOf);
  return fail(ONNX.cutUnknown({ name, nearest: nearest(name, known) }, { name, file }));
}

function withReaders(nodes: readonly NodeProto[], first: readonly NodeProto[]): ReadonlySet<NodeProto> {
  const gone = new Set(first);
  const lost = new Set(first.flatMap(({ output }) => output));
  for (let before = -1; gone.size !== before;) {
    before = gone.size;
    for (const node of nodes) {
      if (gone.has(node) || !readsOf(node).some((id) => lost.has(id))) continue;
      gone.add(node);
      node.output.filter((id) => id !== '').forEach((id) => lost.add(id));
    }
  }
  return gone;
}

/** The values that nodes compute from what is fed, not from shapes alone. */
function computed({ node: nodes, input, initializer }: GraphProto): readonly string[] {
  const constants = new Set(initializer.map(({ name = '' }) => name));
  const fed = new Set(input.map(({ name = '' }) => name).filter((name) => !constants.has(name)));
  const found = new Set<string>();
  for (let before = -1; found.size !== before;) {
    before = found.size;
    for (const node of nodes) {
      if (OF_SHAPES.includes(node.opType ?? '') || !readsOf(node).some((id) => fed.has(id) || found.has(id))) continue;
      node.output.filter((id) => id !== '').forEach((id) => found.add(id));
    }
  }
  return [...found];
}
