import { type GraphView, type Node, type Value, ABSENT, Graph } from '@openbpu/ir';
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
  const values = new Map<string, Value>();
  for (const id of [...node.inputs, ...node.outputs]) if (id !== ABSENT) values.set(id, graph.value(id));
  const inputs = [...new Set(node.inputs)].filter((id) => id !== ABSENT && !graph.value(id).constant);
  const outputs = node.outputs.filter((id) => id !== ABSENT);
  const single = new Graph({ stage: 'imported', name: node.id, nodes: [node], values, inputs, outputs });
  const opset = OnnxOp.is(node) && node.attrs.domain === '' ? { opset: node.attrs.opset } : {};
  return exportModel(single, { ...options, ...opset, record: false });
}
