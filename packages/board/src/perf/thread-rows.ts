import type { MachineFeatures } from '@openbpu/machine';
import type { RecordThreads } from '@openbpu/record';
import { type RowsWork, isCountable } from '../run/frame-work';
import { averageMs, rateOf } from '../run/profile';
import { runThreads } from '../run/run-model';
import { rangeOf } from './range';

/** Frames of the runs that the rows come from: as many as `hrt_model_exec perf` runs unless it is told otherwise. */
const FRAMES = 200;

/**
 * What frames take and how many come in a second with 1, 2, 3 … threads, by the run that `hrt_model_exec perf` makes of
 * the same work. The rate counts the items of a batch. None for an inference that takes longer than a run can count.
 */
export function threadRows(work: RowsWork, features: MachineFeatures, batch: number): RecordThreads {
  if (!isCountable(work)) return [];
  const whole = { ...work, rows: work.rows.map((row) => ({ ...row, callsUs: [] })) };
  return runThreads(whole, features, FRAMES).map((run, i) => {
    const figures = { latencyUs: averageMs(run) * 1000, fps: batch * rateOf(run) };
    return { threads: i + 1, ...figures, ...rangeOf(figures, features) };
  });
}
