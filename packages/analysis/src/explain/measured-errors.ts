import type { ValueId } from '@openbpu/ir';
import { eachSample } from '../model/each-sample';
import type { Remedy } from '../model/remedy';
import { type Analysed, withSwitches } from '../model/switched-session';
import { type Change, switchesOf } from './change';
import { noiseToSignal, outputError } from './output-error';

/** What is compared, and on how many samples. */
export interface Scale {
  readonly outputs: readonly ValueId[];
  readonly count: number;
}

/**
 * The error of the model under each of several lists of changes, against the float model: noise to signal. One model is
 * opened for all of them.
 */
export async function measuredErrors(
  analysed: Analysed,
  { outputs, count }: Scale,
  lists: readonly (readonly Change[])[],
  onRun: () => void,
): Promise<readonly number[]> {
  const { model, samples, lanes } = analysed;
  const remedies = [...new Set(lists.flatMap((list) => list.flatMap(({ remedies = [] }) => remedies)))];
  const places = new Map(remedies.map((remedy, i) => [remedy, model.calibrations.length + i]));
  const numberOf = (remedy: Remedy) => places.get(remedy)!;
  const found = await withSwitches(
    analysed,
    outputs,
    (session) =>
      eachSample(samples, count, lanes.size, async (feeds) => {
        const run = async (on: readonly number[]) => {
          const given = await session.run(feeds, on, outputs);
          onRun();
          return given;
        };
        const wanted = await run([]);
        const errors = [];
        for (const list of lists)
          errors.push(outputError(outputs, await run(switchesOf(model, list, numberOf)), wanted));
        return errors;
      }),
    remedies,
  );
  return lists.map((_, i) => noiseToSignal(found.map((errors) => errors[i])));
}
