import { fail } from '@openbpu/diagnostics';
import type { MachineFeatures } from '@openbpu/machine';
import { BOARD } from '../catalogue';
import type { Rows } from '../perf/rows';
import { type FrameWork, frameWork } from './frame-work';
import { type FrameRun, type RunRequest, runFrames } from './run-frames';

/** Threads that a run may have. */
export const MOST_THREADS = 8;

export interface ModelRunRequest extends Pick<RunRequest, 'until' | 'every' | 'keep'> {
  readonly threads: number;
  /** 0: whichever core is free; 1: the first one, 2: the second one, where the march has two. */
  readonly coreId: number;
}

export interface ModelRun extends FrameRun {
  readonly work: FrameWork;
}

/**
 * Runs frames of one model in some threads, each frame after frame. A model for two cores takes both, whichever core is
 * asked for. Throws DiagnosticError (BRD) for a core that the march does not have.
 */
export function runModel(
  rows: Rows,
  features: MachineFeatures,
  { threads, coreId, ...request }: ModelRunRequest,
): ModelRun {
  const { cores, cpu } = features;
  checkCore(features, coreId);
  const work = frameWork(rows);
  const shared = rows.rows.some((row) => row.cores > 1);
  const bpuCores = coreId === 0 || shared ? Array.from({ length: cores }, (_, core) => core) : [coreId - 1];
  return {
    work,
    ...runFrames({ ...request, threads: new Array(threads).fill({ work }), cpuCores: cpu.cores, bpuCores }),
  };
}

/** Holds a core that is asked for against those of a march. Throws DiagnosticError (BRD) for one that is not there. */
export function checkCore({ march, cores }: Pick<MachineFeatures, 'march' | 'cores'>, coreId: number): void {
  if (!(Number.isInteger(coreId) && coreId >= 0 && coreId <= cores))
    fail(BOARD.noSuchCore({ coreId, march, cores }, { name: 'core_id' }));
}
