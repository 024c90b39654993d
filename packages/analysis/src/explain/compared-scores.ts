import type { Graph, NodeId, ValueId } from '@openbpu/ir';
import { HzCalibration, Reshape, Softmax } from '@openbpu/ops';
import type { CalibratedModel } from '../model/calibrated-model';
import { comparedOutputs } from '../model/compared-outputs';

/**
 * The values at which causes are measured: the outputs, or what one node gives; in place of probabilities that a
 * Softmax gives, the scores that it reads: of a sure net's probabilities a few pictures at the border decide
 * everything.
 * Throws DiagnosticError for a node that is not there, or gives no floats.
 */
export function comparedScores(model: CalibratedModel, node?: NodeId): readonly ValueId[] {
  const outputs = comparedOutputs(model, node);
  return node === undefined ? [...new Set(outputs.map((id) => scoresOf(model.graph, id) ?? id))] : outputs;
}

/** What the Softmax reads that a value comes from, past what only moves or rounds it. */
function scoresOf(graph: Graph, id: ValueId): ValueId | undefined {
  const node = graph.producer(id);
  if (!node) return undefined;
  if (Softmax.is(node)) return graph.producer(node.inputs[0]) ? node.inputs[0] : undefined;
  return HzCalibration.is(node) || Reshape.is(node) ? scoresOf(graph, node.inputs[0]) : undefined;
}
