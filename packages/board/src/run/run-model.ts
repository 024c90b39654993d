import { fail } from '@openbpu/diagnostics';
import type { MachineFeatures } from '@openbpu/machine';
import { BOARD } from '../catalogue';
import { crowdedWork, crowding } from './crowded';
import { type FrameWork, type RowsWork, frameWork } from './frame-work';
import { rateOf } from './profile';
import { type FrameRun, type RunRequest, runFrames } from './run-frames';

/** Threads that a run may have. */
export const MOST_THREADS = 8;

/** Frames of a run that only tells how many of them at once are best. */
const TRIAL = 1000;

export interface ModelRunRequest extends Pick<RunRequest, 'until' | 'every' | 'keep'> {
  readonly threads: number;
  /** 0: whichever core is free; 1: the first one, 2: the second one, where the march has two. */
  readonly coreId: number;
}

export interface ModelRun extends FrameRun {
  readonly work: FrameWork;
}

/**
 * Runs frames of one model in some threads, each frame after frame. Where fewer frames at once come to more in a
 * second, no more are at work and the others wait: without that, frames of equal times get into each other's way for
 * ever, which those of a board, never quite equal, do not. A model for two cores takes both, whichever core is asked
 * for. Throws DiagnosticError (BRD) for a core that the march does not have.
 */
export function runModel(
  rows: RowsWork,
  features: MachineFeatures,
  { threads, coreId, ...request }: ModelRunRequest,
): ModelRun {
  const run = runnerOf(rows, features, coreId);
  const { until } = request;
  const trial = { until: { frames: 'frames' in until ? Math.min(until.frames, TRIAL) : TRIAL } };
  const rates = Array.from({ length: threads }, (_, i) => (threads === 1 ? 0 : rateOf(run(i + 1, i + 1, trial))));
  return run(threads, bestOf(rates), request);
}

/** The same for 1, 2, 3 … threads on whichever cores are free, as many frames each. */
export function runThreads(rows: RowsWork, features: MachineFeatures, frames: number): readonly ModelRun[] {
  const run = runnerOf(rows, features, 0);
  const until = { frames };
  const alone = Array.from({ length: MOST_THREADS }, (_, i) => run(i + 1, i + 1, { until }));
  const rates = alone.map(rateOf);
  return alone.map((own, i) => {
    const best = bestOf(rates.slice(0, i + 1));
    return best === i + 1 ? own : run(i + 1, best, { until });
  });
}

/** Holds a core that is asked for against those of a march. Throws DiagnosticError (BRD) for one that is not there. */
export function checkCore({ march, cores }: Pick<MachineFeatures, 'march' | 'cores'>, coreId: number): void {
  if (!(Number.isInteger(coreId) && coreId >= 0 && coreId <= cores))
    fail(BOARD.noSuchCore({ coreId, march, cores }, { name: 'core_id' }));
}

/** Frames of so many threads, of which so many are at work at once; several crowd the CPU. */
type Runner = (threads: number, atOnce: number, request: Omit<ModelRunRequest, 'threads' | 'coreId'>) => ModelRun;

function runnerOf(rows: RowsWork, features: MachineFeatures, coreId: number): Runner {
  const { cores, cpu } = features;
  checkCore(features, coreId);
  const shared = rows.rows.some((row) => row.cores > 1);
  const bpuCores = coreId === 0 || shared ? Array.from({ length: cores }, (_, core) => core) : [coreId - 1];
  const works = new Map<number, FrameWork>();
  const workOf = (atOnce: number): FrameWork => {
    const times = crowding(cpu, atOnce);
    const work = works.get(times) ?? frameWork(crowdedWork(rows, times));
    works.set(times, work);
    return work;
  };
  return (threads, atOnce, request) => {
    const work = workOf(atOnce);
    const board = { threads: new Array(threads).fill({ work }), cpuCores: cpu.cores, bpuCores, atOnce };
    return { work, ...runFrames({ ...request, ...board }) };
  };
}

/** The place of the highest of some rates, counted from 1; of equal ones the last. */
function bestOf(rates: readonly number[]): number {
  return rates.lastIndexOf(Math.max(...rates)) + 1;
}
