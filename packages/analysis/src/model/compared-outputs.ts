import { fail } from '@openbpu/diagnostics';
import type { NodeId, ValueId } from '@openbpu/ir';
import { nearestFloats } from '@openbpu/quant';
import { HzCalibration } from '@openbpu/ops';
import { isFloat } from '@openbpu/tensor';
import { ANALYSIS } from '../catalogue';
import type { CalibratedModel } from './calibrated-model';

/**
 * The values at which models are compared: what a node gives, or the outputs of the model; in place of an output that
 * is no float, the classes of an ArgMax say, the nearest float values that it is made of. Throws DiagnosticError for a
 * node that is not there, or gives no floats.
 */
export function comparedOutputs(model: CalibratedModel, node?: NodeId): readonly ValueId[] {
  const { graph } = model;
  if (node === undefined) return nearestFloats(graph, graph.outputs);
  model.kindOf(node);
  const found = graph.node(node)!;
  const at = { name: node };
  if (HzCalibration.is(found)) fail(ANALYSIS.notAnOutput({ node, reason: 'it is a calibration node' }, at));
  const output = model.outputOf(found);
  const { dtype } = graph.value(output).type;
  if (!isFloat(dtype)) fail(ANALYSIS.notAnOutput({ node, reason: `it gives ${dtype}` }, at));
  return [output];
}

/** The numbers of the calibrations that some values depend on. */
export function calibrationsBefore({ graph, calibrations }: CalibratedModel, values: readonly ValueId[]): Set<number> {
  const seen = new Set<ValueId>(values);
  for (const id of seen) for (const input of graph.producer(id)?.inputs ?? []) seen.add(input);
  return new Set(calibrations.flatMap(({ to }, number) => (seen.has(to) ? [number] : [])));
}
