import { fail } from '@openbpu/diagnostics';
import type { NodeId } from '@openbpu/ir';
import { ANALYSIS } from '../catalogue';
import type { CalibratedModel } from '../model/calibrated-model';

/** A node, or one of the words `weight` and `activation`, or several of them; one by itself, or a list. */
export type NodeLists = string | readonly (string | readonly string[])[];

export interface CurveRequest {
  /** What is quantised, and nothing else: a curve of each entry. */
  readonly quantizeNode?: NodeLists;
  /** What is not quantised, and all else is. */
  readonly nonQuantizeNode?: NodeLists;
}

/** One partly quantised model. */
export interface CurvePlan {
  readonly label: string;
  /** As they were named. */
  readonly members: readonly string[];
  /** Numbers of the calibrations that round. */
  readonly on: readonly number[];
}

export interface CurvePlans {
  readonly quantised: boolean;
  readonly plans: readonly CurvePlan[];
}

/**
 * The partly quantised models that are asked for. An entry that is a name is a model of its own, and is called by it;
 * one that is a list is one model, called `partial_qmodel_<its place>`. Throws DiagnosticError for no entries, for both
 * lists at once, and for names that are not there.
 */
export function curvePlans(model: CalibratedModel, { quantizeNode, nonQuantizeNode }: CurveRequest): CurvePlans {
  if (quantizeNode !== undefined && nonQuantizeNode !== undefined)
    fail(ANALYSIS.bothAsked({ one: 'quantize_node', other: 'non_quantize_node' }, { name: 'quantize_node' }));
  const quantised = quantizeNode !== undefined;
  const key = quantised ? 'quantize_node' : 'non_quantize_node';
  const lists = quantizeNode ?? nonQuantizeNode ?? fail(ANALYSIS.nothingAsked({ key: undefined }, { name: key }));
  const entries = typeof lists === 'string' ? [lists] : lists;
  if (entries.length === 0 || entries.some(({ length }) => length === 0))
    fail(ANALYSIS.nothingAsked({ key }, { name: key }));
  const all = model.calibrations.map((_, number) => number);
  const plans = entries.map((entry, i): CurvePlan => {
    const members = typeof entry === 'string' ? [entry] : entry;
    const named = new Set(members.flatMap((name) => calibrationsOf(model, name)));
    const on = all.filter((number) => named.has(number) === quantised);
    return { label: typeof entry === 'string' ? entry : `partial_qmodel_${i}`, members, on };
  });
  return { quantised, plans };
}

/** The numbers of the calibrations that a name stands for: a node's, unless it is a word for all of a kind. */
function calibrationsOf(model: CalibratedModel, name: NodeId): readonly number[] {
  if (model.has(name) || (name !== 'weight' && name !== 'activation')) return model.membersOf(name);
  return model.calibrations.flatMap(({ kind }, number) => (kind === name ? [number] : []));
}
