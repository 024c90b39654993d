import type { ValueId } from '@openbpu/ir';
import type { CalibratedModel } from '../model/calibrated-model';
import type { Remedy } from '../model/remedy';

/** What is taken away or put in the place of calibrations; what is said later goes before what was said earlier. */
export interface Change {
  /** Numbers of calibrations that let values through as they are. */
  readonly off?: readonly number[];
  readonly remedies?: readonly Remedy[];
  /** Values that are shifted no more. */
  readonly unshifted?: readonly ValueId[];
}

/** The switches of several changes after one another: calibrations that round, and remedies that stand in. */
export function switchesOf(
  model: CalibratedModel,
  changes: readonly Change[],
  numberOf: (remedy: Remedy) => number,
): readonly number[] {
  const on = new Set(model.calibrations.map((_, number) => number));
  const instead = new Map<number, Remedy>();
  const shifts = new Map<ValueId, Remedy>();
  for (const { off = [], remedies = [], unshifted = [] } of changes) {
    for (const number of off) {
      on.delete(number);
      instead.delete(number);
    }
    for (const id of unshifted) shifts.delete(id);
    for (const remedy of remedies)
      if ('shift' in remedy) shifts.set(remedy.value, remedy);
      else instead.set(remedy.number, remedy);
  }
  return [...on, ...[...instead.values(), ...shifts.values()].map(numberOf)];
}
