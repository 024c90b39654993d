import { fail } from '@openbpu/diagnostics';
import { type Graph, type Node, type OpSet, type Value, ABSENT, GraphDraft, STAGES } from '@openbpu/ir';
import type { TensorType } from '@openbpu/tensor';
import { ONNX } from './catalogue';
import { decodeModel } from './proto/codec';
import { dtypeOfDataType } from './proto/data-type';
import type { ModelProto, ValueInfoProto } from './proto/model';
import { readTensor } from './proto/read-tensor';
import { type RecordedGraph, type RecordedNode, GRAPH_KEY, STAGE_KEY, parseRecord } from './stage-record';

/** Whether a model was written by `exportModel` with its record. */
export function isStageModel(model: ModelProto): boolean {
  return entryOf(model, STAGE_KEY) !== undefined && entryOf(model, GRAPH_KEY) !== undefined;
}

/** The stage of a conversion that a model was written at, as its file says; undefined for any other model. */
export function stageOf(model: ModelProto): string | undefined {
  return isStageModel(model) ? entryOf(model, STAGE_KEY) : undefined;
}

/**
 * The graph a model was written from: the inverse of `exportModel`, for files of this project only. Throws a
 * DiagnosticError for any other model, for one that was changed since, and for ops that `ops` lacks.
 */
export function readStage(model: ModelProto, ops: OpSet): Graph {
  const stage = STAGES.find((known) => known === entryOf(model, STAGE_KEY));
  const record = parseRecord(entryOf(model, GRAPH_KEY) ?? '');
  if (!stage || !record) return fail(ONNX.notOurs({ reason: 'it carries no record of a graph' }));
  const produced = new Set(model.graph.node.flatMap((node) => node.output));
  const nodes = record.nodes.map((node) => readNode(node, ops, produced));
  const metadata = Object.fromEntries(
    model.metadataProps
      .filter(({ key }) => key !== STAGE_KEY && key !== GRAPH_KEY)
      .map(({ key = '', value = '' }) => [key, value]),
  );
  const values = readValues(model, record, nodes);
  const draft = new GraphDraft(stage);
  for (const { name = '' } of model.graph.input) draft.input(name, values.get(name)!.type);
  for (const value of values.values()) draft.declare(value);
  for (const node of nodes) draft.keep(node);
  const outputs = model.graph.output.map(({ name = '' }) => name);
  try {
    return draft.build({ name: model.graph.name ?? '', outputs, metadata });
  } catch (error) {
    return fail(ONNX.notOurs({ reason: error instanceof Error ? error.message : String(error) }), error);
  }
}

/** Reads the bytes of a file of this project as the graph it was written from. */
export function importOnnxStage(bytes: Uint8Array, ops: OpSet): Graph {
  return readStage(decodeModel(bytes), ops);
}

function readNode(recorded: RecordedNode, ops: OpSet, produced: ReadonlySet<string>): Node {
  const { id, inputs, outputs, origins, placement } = recorded;
  const op = ops.get(recorded.op) ?? fail(ONNX.unknownOp({ node: id, op: recorded.op }));
  const lost = outputs.find((output) => !produced.has(output));
  if (lost !== undefined) fail(ONNX.notOurs({ reason: `no node produces "${lost}" any more` }));
  try {
    return {
      id,
      op,
      attrs: op.parseAttrs(recorded.attrs),
      inputs,
      outputs,
      origins,
      ...(placement ? { placement } : {}),
    };
  } catch (error) {
    return fail(
      ONNX.notOurs({ reason: `node "${id}": ${error instanceof Error ? error.message : String(error)}` }),
      error,
    );
  }
}

function readValues(model: ModelProto, record: RecordedGraph, nodes: readonly Node[]): Map<string, Value> {
  const { input, output, valueInfo, initializer } = model.graph;
  const described = new Map([...valueInfo, ...input, ...output].map((info) => [info.name, info]));
  const constants = new Map(initializer.map((tensor) => [tensor.name, tensor]));
  const used = new Set([...input, ...output].map(({ name = '' }) => name));
  for (const node of nodes) for (const id of [...node.inputs, ...node.outputs]) used.add(id);
  used.delete(ABSENT);
  const values = new Map<string, Value>();
  for (const id of used) {
    const proto = constants.get(id);
    const constant = proto && readTensor(proto);
    const plain = constant ? { dtype: constant.dtype, shape: constant.shape } : typeOf(id, described.get(id));
    const { layout = 'none', scale, axis, zero } = Object.hasOwn(record.values, id) ? record.values[id] : {};
    const quant = scale && {
      scale: Float32Array.from(scale),
      ...(axis === undefined ? {} : { axis }),
      ...(zero ? { zero: Int8Array.from(zero) } : {}),
    };
    values.set(id, { id, type: { ...plain, layout, ...(quant ? { quant } : {}) }, ...(constant ? { constant } : {}) });
  }
  return values;
}

function typeOf(id: string, info: ValueInfoProto | undefined): Pick<TensorType, 'dtype' | 'shape'> {
  const tensor = info?.type?.tensorType;
  const dtype = dtypeOfDataType(tensor?.elemType);
  const shape = tensor?.shape?.dim.map(({ dimValue }) => dimValue);
  if (!dtype || !shape?.every((dim) => dim !== undefined)) return fail(ONNX.notOurs({ reason: `"${id}" has no type` }));
  return { dtype, shape };
}

function entryOf(model: ModelProto, key: string): string | undefined {
  return model.metadataProps.find((entry) => entry.key === key)?.value;
}
