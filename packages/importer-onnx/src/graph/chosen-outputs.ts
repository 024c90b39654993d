import { type Diagnostic, type Sink, DiagnosticError } from '@openbpu/diagnostics';
import type { GraphProto, NodeProto, ValueInfoProto } from '@openbpu/onnx';
import { type NamedNode, chosenNodes } from '@openbpu/plugin-api';
import { IMPORT_ONNX } from '../catalogue';
import { innerGraphs } from './inner-graphs';
import { nodeOrigin } from './node-origin';

/** What a choice is made of. */
export interface OutputChoice {
  /** Names of nodes, as the user gives them. */
  readonly asked: readonly string[];
  /** The nodes before functions were replaced by their bodies: a call gives what its body does. */
  readonly calls: readonly NodeProto[];
  readonly file: string;
}

/**
 * The same graph with what the asked nodes give as its outputs, in their order: every output that such a node lists.
 * What is known of the types of its own outputs stays known. Throws one DiagnosticError with every name that chooses
 * no node; a name that several nodes have is told to `sink`.
 */
export function chosenOutputs(graph: GraphProto, { asked, calls, file }: OutputChoice, sink: Sink): GraphProto {
  const at = (name: string) => ({ name, file });
  const inputs = graph.input.map(({ name = '' }) => name);
  const { chosen, refused, shared } = chosenNodes(asked, namedNodes(graph, calls), inputs);
  if (refused.length > 0)
    throw new DiagnosticError(refused.map((each): Diagnostic => IMPORT_ONNX.outputNode(each, at(each.name))));
  for (const { name, count } of shared) sink.report(IMPORT_ONNX.sharedName({ name, count }, at(name)));
  const valueInfo = [...graph.valueInfo, ...graph.output];
  const known = new Map(valueInfo.map((info) => [info.name ?? '', info] as const));
  const output = [...new Set(chosen.flatMap(({ gives }) => gives))].map(
    (name): ValueInfoProto => known.get(name) ?? { name, metadataProps: [] },
  );
  return { ...graph, output, valueInfo };
}

/** A node without a name is known by its first output, and by its operator and place. */
function namedNodes(graph: GraphProto, calls: readonly NodeProto[]): NamedNode[] {
  const own = graph.node.flatMap((node, i) => [
    named(node, node.name ? [] : [`${node.opType ?? ''}_${i}`]),
    ...inner(node, nodeOrigin(node, '').name),
  ]);
  const names = new Set(own.flatMap((node) => node.names));
  return [...own, ...calls.map((node) => named(node)).filter((node) => !names.has(node.names[0]))];
}

function named(node: NodeProto, more: readonly string[] = []): NamedNode {
  return { names: [nodeOrigin(node, '').name, ...more], gives: node.output.filter((id) => id !== '') };
}

/** The nodes of the graphs inside a node. */
function inner(node: NodeProto, inside: string): NamedNode[] {
  return innerGraphs(node)
    .flatMap((graph) => graph.node)
    .flatMap((each) => [{ ...named(each), inside }, ...inner(each, inside)]);
}
