import { type Sink, fail, nearest } from '@openbpu/diagnostics';
import { type Graph, GraphDraft, type Node, userName } from '@openbpu/ir';
import { typeName } from '@openbpu/ops';
import { PIPELINE } from '../catalogue';

/**
 * A graph without the named nodes and all that depends on them: what they read and other nodes give are outputs in
 * place of what is gone, behind those that are left. A name may be that of a layer's type: all such nodes are meant.
 * Says what is cut off. Throws a DiagnosticError for a name of nothing, or where no output is left.
 */
export function cutGraph(graph: Graph<'imported'>, names: readonly string[], sink: Sink): Graph<'imported'> {
  const gone = new Set(names.flatMap((name) => named(graph, name)));
  for (const node of graph.nodes) if (node.inputs.some((id) => gone.has(graph.producer(id) ?? node))) gone.add(node);
  const lost = new Set([...gone].flatMap(({ outputs }) => outputs));
  const left = graph.outputs.filter((id) => !lost.has(id));
  const read = [...gone].flatMap(({ inputs }) => inputs).filter((id) => !lost.has(id));
  const outputs = [
    ...new Set([...left, ...graph.nodes.flatMap((node) => node.outputs).filter((id) => read.includes(id))]),
  ];
  if (outputs.length === 0) fail(PIPELINE.cutAway({ names }));
  const nodes = [...gone].map((node) => `${userName(node)} (${typeName(node)})`);
  sink.report(PIPELINE.cutOff({ nodes, outputs }));
  const draft = GraphDraft.of(graph, 'imported');
  for (const node of graph.nodes) if (!gone.has(node)) draft.keep(node);
  return draft.build({ name: graph.name, outputs, metadata: graph.metadata });
}

/** The nodes of a name, or of the type of a layer. */
function named({ nodes }: Graph, name: string): readonly Node[] {
  const own = nodes.filter((node) => node.id === name || node.origins.some((origin) => origin.name === name));
  const found = own.length > 0 ? own : nodes.filter((node) => isOfType(node, name));
  const known = nodes.flatMap((node) => [node.id, ...node.origins.map((origin) => origin.name)]);
  return found.length > 0 ? found : fail(PIPELINE.cutUnknown({ name, nearest: nearest(name, known) }, { name }));
}

function isOfType(node: Node, name: string): boolean {
  return typeName(node) === name || node.origins.some(({ kind }) => kind === name);
}
