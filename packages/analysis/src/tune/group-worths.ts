import type { ValueId } from '@openbpu/ir';
import { comparedScores } from '../explain/compared-scores';
import { measuredErrors, plannedRuns } from '../explain/measured-errors';
import type { CalibratedModel } from '../model/calibrated-model';
import type { Analysed } from '../model/switched-session';

/** The error of a calibrated model, and what every group takes away of it. */
export interface GroupWorths {
  /** Noise to signal, in front of a Softmax that ends the net. */
  readonly error: number;
  /** By group: the error less that of the model in which the tensors of the group are not rounded. */
  readonly worths: readonly number[];
}

/**
 * What each of several groups of tensors takes away of the error where it alone is not rounded and all else is, on the
 * first `count` samples.
 */
export async function groupWorths(
  analysed: Analysed,
  groups: readonly (readonly ValueId[])[],
  count: number,
  progress: (done: number, total: number) => void = () => {},
): Promise<GroupWorths> {
  const { model } = analysed;
  const lists = groups.map((tensors) => [{ off: calibrationsOf(model, tensors) }]);
  const scale = { outputs: comparedScores(model), count };
  const plan = plannedRuns(model, [[], ...lists]);
  const total = count * (plan.runs.length + 1);
  let done = 0;
  const [error, ...errors] = await measuredErrors(analysed, scale, plan, () => progress(++done, total));
  return { error, worths: errors.map((each) => error - each) };
}

/** The numbers of the calibrations that round these tensors. */
function calibrationsOf({ calibrations }: CalibratedModel, tensors: readonly ValueId[]): readonly number[] {
  return calibrations.flatMap(({ from, kind }, number) =>
    kind === 'activation' && tensors.includes(from) ? [number] : [],
  );
}
