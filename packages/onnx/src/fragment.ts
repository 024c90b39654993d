import { type GraphView, type Node, ABSENT, GraphDraft } from '@openbpu/ir';
import { OnnxOp } from '@openbpu/ops';
import { type ExportOptions, exportModel } from './export-model';
import type { ModelProto } from './proto/model';

/**
 * One node as a model of its own: what it computes are the outputs, what it reads and is no constant are the inputs,
 * each once, in the order of the node. An OnnxOp keeps the version its attributes were written for.
 */
export function fragment(
  node: Node,
  graph: GraphView,
  options: Pick<ExportOptions, 'exporters' | 'functions'> = {},
): ModelProto {
  const draft = new GraphDraft('imported');
  for (const id of new Set(node.inputs)) {
    if (id === ABSENT) continue;
    const value = graph.value(id);
    if (value.constant) draft.declare(value);
    else draft.input(id, value.type);
  }
  for (const id of node.outputs) draft.declare(graph.value(id));
  draft.keep(node);
  const single = draft.build({ name: node.id, outputs: node.outputs });
  const opset = OnnxOp.is(node) && node.attrs.domain === '' ? { opset: node.attrs.opset } : {};
  return exportModel(single, { ...options, ...opset, record: false });
}
