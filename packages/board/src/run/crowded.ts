import type { CpuModel } from '@openbpu/machine';
import type { RowsWork } from './frame-work';

/** The same work while several threads are at it: what the CPU does, the constant of an inference too, takes longer. */
export function crowdedWork<Work extends RowsWork>(work: Work, { crowded = 1 }: Pick<CpuModel, 'crowded'>): Work {
  if (crowded === 1) return work;
  const rows = work.rows.map((row) => (row.on === 'CPU' ? { ...row, latencyUs: row.latencyUs * crowded } : row));
  const inferenceUs = work.inferenceUs * crowded;
  return { ...work, rows, inferenceUs, latencyUs: rows.reduce((sum, row) => sum + row.latencyUs, 0) + inferenceUs };
}
