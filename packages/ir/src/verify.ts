import { formatType, sameShape } from '@openbpu/tensor';
import { type Graph, inputTypes } from './graph';
import { type Node, type ValueId, ABSENT } from './node';
import type { Stage } from './stage';

/**
 * What is wrong with a graph, one sentence each; empty when it is well formed: every value read is produced before it
 * is read, produced once, of the type its op infers, and constants have the elements their type promises.
 */
export function verifyGraph(graph: Graph): string[] {
  const complaints: string[] = [];
  const known = new Set<ValueId>(graph.inputs);
  const names = new Set<string>();
  for (const { id, type, constant } of graph.values.values()) {
    if (!constant) continue;
    known.add(id);
    if (constant.dtype !== type.dtype || !sameShape(constant.shape, type.shape))
      complaints.push(`constant "${id}" is not the ${formatType(type)} it is declared as`);
  }
  for (const input of graph.inputs) if (!graph.hasValue(input)) complaints.push(`input "${input}" does not exist`);
  for (const node of graph.nodes) {
    if (names.has(node.id)) complaints.push(`two nodes are named "${node.id}"`);
    names.add(node.id);
    for (const id of node.inputs)
      if (id !== ABSENT && !known.has(id))
        complaints.push(`node "${node.id}" reads "${id}" before anything produces it`);
    for (const id of node.outputs) {
      if (known.has(id)) complaints.push(`"${id}" is produced twice`);
      known.add(id);
      if (!graph.hasValue(id)) complaints.push(`output "${id}" of node "${node.id}" has no type`);
    }
    if (complaints.length === 0) complaints.push(...typeComplaints(graph, node));
  }
  for (const output of graph.outputs) if (!known.has(output)) complaints.push(`nothing produces output "${output}"`);
  return complaints;
}

function typeComplaints(graph: Graph, node: Node): string[] {
  try {
    const inferred = node.op.infer(inputTypes(graph, node), node.attrs);
    return node.outputs.flatMap((id, i) => {
      const declared = graph.value(id).type;
      const fits =
        inferred[i] !== undefined &&
        inferred[i].dtype === declared.dtype &&
        sameShape(inferred[i].shape, declared.shape);
      return fits
        ? []
        : [
            `"${id}" of node "${node.id}" is declared ${formatType(declared)} and ${node.op.name} gives ` +
              `${inferred[i] ? formatType(inferred[i]) : 'nothing'}`,
          ];
    });
  } catch (error) {
    return [`node "${node.id}" (${node.op.name}): ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Raised when a graph that was written whole is not well formed: a bug of the writer, never of the user. */
export class MalformedGraph extends Error {
  constructor(
    what: string,
    readonly complaints: readonly string[],
    options?: ErrorOptions,
  ) {
    super(`${what} is not well formed: ${complaints.join('; ')}`, options);
  }
}

/** The graph itself, well formed. Throws MalformedGraph otherwise. */
export function verified<S extends Stage>(graph: Graph<S>): Graph<S> {
  const complaints = verifyGraph(graph);
  if (complaints.length > 0) throw new MalformedGraph(`the ${graph.stage} graph`, complaints);
  return graph;
}
