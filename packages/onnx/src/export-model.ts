import { type Graph, type Node, inputTypes, outputTypes } from '@openbpu/ir';
import { OnnxOp } from '@openbpu/ops';
import type { ExportSite, NodeExporter } from './export/exporter';
import { ModelWriter, valueInfo } from './export/model-writer';
import { plainAttributes } from './export/plain-attributes';
import { standardExporters } from './export/standard-exporters';
import { type HzFunction, HZ_DOMAIN, HZ_DOMAIN_VERSION, STANDARD_OPSET } from './functions/function';
import { standardFunctions } from './functions/standard-functions';
import { buildEntries, buildGraph, buildModel } from './proto/build';
import { encodeModel, modelParts } from './proto/codec';
import type { FunctionProto, ModelProto } from './proto/model';
import { recordOf } from './stage-record';

const IR_VERSION = 8;

export interface ExportOptions {
  /** Exporters of ops from elsewhere; one for a known op replaces it. */
  readonly exporters?: readonly NodeExporter[];
  /** Functions of ops from elsewhere. */
  readonly functions?: readonly HzFunction[];
  /**
   * Version of the standard operator set; by default 17, or the higher one an operator of the foreign model was written
   * for.
   */
  readonly opset?: number;
  /** Whether the file can be read back as a graph of its stage (see `readStage`); true by default. */
  readonly record?: boolean;
}

/**
 * A graph of any stage as an ONNX model. Float ops are standard operators; calibration and integer ops are calls of
 * functions that the model brings along, in the domain `ai.openbpu`. Equal graphs give equal models.
 */
export function exportModel(graph: Graph, options: ExportOptions = {}): ModelProto {
  const exporters = new Map(
    [...standardExporters(), ...(options.exporters ?? [])].map((exporter) => [exporter.op.name, exporter]),
  );
  const functions = new Map([...standardFunctions(), ...(options.functions ?? [])].map((hz) => [hz.op.name, hz]));
  const called = new Map<string, FunctionProto>();
  const opset = options.opset ?? opsetFor(graph);
  const writer = new ModelWriter(graph, opset);
  for (const node of graph.nodes) {
    const site = writer.site(node);
    const hz = functions.get(node.op.name);
    const exporter = exporters.get(node.op.name);
    if (hz) writeCall(graph, node, site, hz, called, opset);
    else if (exporter) exporter.write(site);
    else site.emit(node.op.name, site.inputs, site.outputs, plainAttributes(node.op, attributesOfNode(node)));
    writer.describe(node);
  }
  for (const output of graph.outputs) writer.initializer(output);
  return buildModel({
    irVersion: IR_VERSION,
    producerName: 'openbpu',
    opsetImport: [{ domain: '', version: opset }, ...writer.opsets()],
    metadataProps: buildEntries({ ...graph.metadata, ...(options.record === false ? {} : recordOf(graph)) }),
    graph: buildGraph({
      name: graph.name,
      node: writer.nodes,
      initializer: writer.initializers,
      input: graph.inputs.map((id) => valueInfo(id, graph.value(id).type)),
      output: graph.outputs.map((id) => valueInfo(id, graph.value(id).type)),
      valueInfo: writer.valueInfo,
    }),
    functions: [...[...called.keys()].sort().map((name) => called.get(name)!), ...writer.functions],
  });
}

/** The file of a graph. Equal graphs give equal bytes. */
export function writeOnnx(graph: Graph, options: ExportOptions = {}): Uint8Array {
  return encodeModel(exportModel(graph, options));
}

/** The same one after the other, without a copy of its constants. */
export function onnxParts(graph: Graph): readonly Uint8Array[] {
  return modelParts(exportModel(graph));
}

/** Bodies of functions are inlined at the version of the model, so that it has but one. */
function opsetFor(graph: Graph): number {
  const foreign = graph.nodes.flatMap((node) =>
    OnnxOp.is(node) && node.attrs.domain === '' ? [node.attrs.opset] : [],
  );
  return Math.max(STANDARD_OPSET, ...foreign);
}

function writeCall(
  graph: Graph,
  node: Node,
  site: ExportSite<unknown>,
  hz: HzFunction,
  called: Map<string, FunctionProto>,
  opset: number,
): void {
  const { name, attributes, proto } = hz.choose({
    inputs: inputTypes(graph, node),
    outputs: outputTypes(graph, node),
    attrs: node.attrs,
  });
  if (!called.has(name)) called.set(name, proto(opset));
  const given = attributesOfNode(node);
  const chosen = Object.fromEntries(attributes.map((key) => [key, given[key]]));
  site.emitForeign(HZ_DOMAIN, HZ_DOMAIN_VERSION, name, plainAttributes(node.op, chosen));
}

function attributesOfNode(node: Node): Readonly<Record<string, unknown>> {
  return typeof node.attrs === 'object' && node.attrs !== null ? { ...node.attrs } : {};
}
