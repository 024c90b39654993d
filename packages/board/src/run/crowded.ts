import type { CpuModel } from '@openbpu/machine';
import type { RowsWork } from './frame-work';

/**
 * How many times longer the CPU takes while so many frames are at work: all of its cores share a memory that so many
 * keep busy, so it is in proportion to the cores that are wanted, and never less than 1.
 */
export function crowding({ cores, crowded = 1 }: Pick<CpuModel, 'cores' | 'crowded'>, frames: number): number {
  return frames === 1 ? 1 : Math.max(1, (crowded * Math.min(frames, cores)) / cores);
}

/** The same work with the CPU so many times slower, the constant of an inference too. */
export function crowdedWork<Work extends RowsWork>(work: Work, times: number): Work {
  if (times === 1) return work;
  const rows = work.rows.map((row) => (row.on === 'CPU' ? { ...row, latencyUs: row.latencyUs * times } : row));
  const inferenceUs = work.inferenceUs * times;
  return { ...work, rows, inferenceUs, latencyUs: rows.reduce((sum, row) => sum + row.latencyUs, 0) + inferenceUs };
}
