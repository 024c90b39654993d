import { type Diagnostic, type Sink, DiagnosticError } from '@openbpu/diagnostics';
import { type Graph, type OpSet, ABSENT } from '@openbpu/ir';
import type { GraphProto, NodeProto } from '@openbpu/onnx';
import { HIGHEST_OPSET, checkModel, opsetOf } from '../check/check-model';
import { foldNode } from '../fold/fold-node';
import { MAPPINGS } from '../mappings/mappings';
import { type TypeSources, emitOpaque } from '../opaque/emit-opaque';
import type { Probe } from '../opaque/probe-fragment';
import { IMPORT_ONNX } from '../catalogue';
import type { OnnxModel } from '../read-source';
import { Attributes } from './attributes';
import { declaredTypes } from './declared-types';
import { GraphBuilder } from './graph-builder';
import { graphInputs } from './graph-inputs';
import type { ImportNode } from './import-node';
import { Initialisers } from './initialisers';
import { liveNodes } from './live-nodes';
import { type Mapping, OPAQUE } from './mapping';
import { MissingInput } from './missing-input';
import { nodeOrigin } from './node-origin';

/** Complaints after which the rest is not looked at any more. */
const ENOUGH = 50;

/**
 * Turns a model into a graph. Throws one DiagnosticError with everything that stands against it: first what concerns
 * the model as a whole, else what concerns its nodes, those behind a failed node left out.
 */
export async function translateModel(
  source: OnnxModel,
  ops: OpSet,
  sink: Sink,
  probe?: Probe,
): Promise<Graph<'imported'>> {
  const { model, file } = source;
  const { graph } = model;
  const live = liveNodes(graph, file);
  const { inputs, diagnostics, asDeclared } = graphInputs(graph, source.inputShapes, file);
  stopOn([...checkModel(model, live.nodes, file), ...diagnostics.filter(({ severity }) => severity === 'error')]);
  diagnostics.forEach((diagnostic) => sink.report(diagnostic));
  if (live.dead.length > 0)
    sink.report(IMPORT_ONNX.unusedNodes({ nodes: live.dead }, { name: graph.name ?? file, file }));

  const b = new GraphBuilder(ops, new Initialisers(graph.initializer, file, source.loadExternal), namesOf(graph));
  inputs.forEach(({ id, type }) => b.input(id, type));
  const declared = asDeclared ? declaredTypes(graph) : new Map<string, never>();
  const sources: TypeSources = { declared: (id) => declared.get(id), probe };
  const mappings = new Map<string, Mapping>(
    MAPPINGS.flatMap((mapping) => mapping.opTypes.map((opType) => [opType, mapping] as const)),
  );
  const opset = Math.min(opsetOf(model), HIGHEST_OPSET);
  const positions = new Map(graph.node.map((node, i) => [node, i]));
  const read = new Set([...graph.node.flatMap((node) => node.input), ...graph.output.map(({ name = '' }) => name)]);
  const failed = new Set<string>();
  const found: Diagnostic[] = [];
  for (const proto of live.nodes) {
    if (found.length >= ENOUGH) break;
    if (proto.input.some((id) => failed.has(id))) {
      proto.output.forEach((id) => failed.add(id));
      continue;
    }
    try {
      const node = importNode(proto, positions.get(proto) ?? 0, opset, file, read, b);
      if (foldNode(node, b)) continue;
      const mapping = mappings.get(node.opType);
      if (!mapping || mapping.translate(node, b) === OPAQUE) await emitOpaque(node, b, sources);
    } catch (error) {
      found.push(...diagnosticsOf(error, proto, file));
      proto.output.forEach((id) => failed.add(id));
    }
  }
  stopOn(found);
  const { producerName = '', producerVersion = '' } = model;
  const metadata = {
    source_format: 'onnx',
    source_opset: String(opset),
    ...(producerName ? { source_producer: `${producerName} ${producerVersion}`.trim() } : {}),
  };
  return b.build(
    graph.name || 'graph',
    graph.output.map(({ name = '' }) => name),
    metadata,
  );
}

function importNode(
  proto: NodeProto,
  index: number,
  opset: number,
  file: string,
  read: ReadonlySet<string>,
  b: GraphBuilder,
): ImportNode {
  const origin = nodeOrigin(proto, file);
  const opType = proto.opType ?? '';
  const given = proto.input.slice(0, proto.input.findLastIndex((id) => id !== ABSENT) + 1);
  const name = b.freshNodeName(proto.name || `${opType}_${index}`);
  return {
    name,
    opType,
    opset,
    inputs: given.map((id) => (id === ABSENT ? ABSENT : b.resolve(id))),
    outputs: proto.output.map((id, i) => (id === ABSENT ? b.fresh(`${name}_output_${i}`) : id)),
    usedOutputs: Math.max(proto.output.findLastIndex((id) => id !== ABSENT && read.has(id)) + 1, 1),
    attributes: new Attributes(proto, origin),
    origin,
    proto,
  };
}

/** What an expected failure of a node says; anything else goes on as the bug it is. */
function diagnosticsOf(error: unknown, proto: NodeProto, file: string): readonly Diagnostic[] {
  if (error instanceof DiagnosticError) return error.diagnostics;
  if (!(error instanceof MissingInput)) throw error;
  const origin = nodeOrigin(proto, file);
  return [
    IMPORT_ONNX.missingInput(
      { node: origin.name, opType: proto.opType ?? '', found: proto.input.filter((id) => id !== ABSENT).length },
      origin,
    ),
  ];
}

function namesOf(graph: GraphProto): Set<string> {
  const named = [...graph.input, ...graph.output, ...graph.initializer].map(({ name = '' }) => name);
  return new Set([...named, ...graph.node.flatMap((node) => [...node.input, ...node.output])]);
}

function stopOn(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
}
