import { type Graph, GraphDraft, type Stage } from '@openbpu/ir';
import { BIAS, correctedBias } from './corrected-bias';
import type { Thresholds } from './insert-calibration';

/**
 * The float model with what calibration settled of its constants: rounded weights under the names of those that they
 * stand for, corrected biases under names of their own. Nodes keep their names; ids that the graph does not have are
 * passed over.
 */
export function settledConstants<S extends Stage>(
  graph: Graph<S>,
  { roundedWeights = new Map(), corrections = new Map() }: Pick<Thresholds, 'roundedWeights' | 'corrections'>,
): Graph<S> {
  const draft = GraphDraft.of(graph, graph.stage);
  for (const [id, tensor] of roundedWeights)
    if (graph.hasValue(id)) draft.setConstant(id, tensor, graph.value(id).type);
  for (const node of graph.nodes) {
    const correction = corrections.get(node.id);
    const inputs = [...node.inputs];
    if (correction) inputs[BIAS] = draft.constant(`${node.id}_bias_corrected`, correctedBias(graph, node, correction));
    draft.keep({ ...node, inputs });
  }
  return draft.build(graph);
}
