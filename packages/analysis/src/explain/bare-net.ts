import { type Graph, GraphDraft, type ValueId } from '@openbpu/ir';
import { HzCalibration, HzCorrected } from '@openbpu/ops';

/** The float net of a calibrated model that begins at these values: without calibrations, and what leads to them. */
export function bareNet(graph: Graph<'calibrated'>, beginnings: readonly ValueId[]): Graph {
  const draft = new GraphDraft('calibrated');
  const begun = new Set(beginnings);
  const instead = new Map<ValueId, ValueId>();
  for (const node of graph.nodes) {
    const original = HzCalibration.is(node) ? node.inputs[0] : HzCorrected.is(node) ? node.inputs[1] : undefined;
    if (original !== undefined) instead.set(node.outputs[0], original);
  }
  const resolved = (id: ValueId): ValueId => {
    const next = instead.get(id);
    return next === undefined ? id : resolved(next);
  };
  const outputs = graph.outputs.map(resolved);
  const needed = new Set<ValueId>(outputs);
  for (const id of needed) {
    const producer = begun.has(id) ? undefined : graph.producer(id);
    for (const input of producer?.inputs ?? []) needed.add(resolved(input));
  }
  for (const id of needed) {
    if (id === '') continue;
    const value = graph.value(id);
    if (value.constant === undefined && (begun.has(id) || !graph.producer(id))) draft.input(id, value.type);
    else draft.declare(value);
  }
  for (const node of graph.nodes) {
    if (HzCalibration.is(node) || HzCorrected.is(node)) continue;
    if (node.outputs.some((id) => begun.has(id)) || !node.outputs.some((id) => needed.has(id))) continue;
    draft.keep({ ...node, inputs: node.inputs.map(resolved) });
    for (const id of node.outputs) if (id !== '') draft.declare(graph.value(id));
  }
  return draft.build({ name: graph.name, outputs });
}
