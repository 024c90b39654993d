import type { ValueId } from '@openbpu/ir';
import type { CalibratedModel } from '../model/calibrated-model';
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

/** The runs that tell the errors of lists of changes; lists that come to the same switches have one run. */
export interface RunPlan {
  readonly remedies: readonly Remedy[];
  /** By run: the calibrations that round, and the remedies that stand in, behind them. */
  readonly runs: readonly (readonly number[])[];
  /** By list: its run. */
  readonly runOf: readonly number[];
}

/** Plans the runs of several lists of changes. A sample takes one run more, of the float model. */
export function plannedRuns(model: CalibratedModel, lists: readonly (readonly Change[])[]): RunPlan {
  const remedies = [...new Set(lists.flatMap((list) => list.flatMap(({ remedies = [] }) => remedies)))];
  const places = new Map(remedies.map((remedy, i) => [remedy, model.calibrations.length + i]));
  const runs = new Map<string, { readonly at: number; readonly on: readonly number[] }>();
  const runOf = lists.map((list) => {
    const on = switchesOf(model, list, (remedy) => places.get(remedy)!).toSorted((a, b) => a - b);
    const key = on.join();
    const run = runs.get(key) ?? { at: runs.size, on };
    runs.set(key, run);
    return run.at;
  });
  return { remedies, runs: [...runs.values()].map(({ on }) => on), runOf };
}

/**
 * The error of the model under each of the lists of changes that were planned, against the float model: noise to
 * signal. One model is opened for all of them.
 */
export async function measuredErrors(
  analysed: Analysed,
  { outputs, count }: Scale,
  { remedies, runs, runOf }: RunPlan,
  onRun: () => void,
): Promise<readonly number[]> {
  const { samples, lanes } = analysed;
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
        for (const on of runs) errors.push(outputError(outputs, await run(on), wanted));
        return errors;
      }),
    remedies,
  );
  const errors = runs.map((_, i) => noiseToSignal(found.map((each) => each[i])));
  return runOf.map((run) => errors[run]);
}
