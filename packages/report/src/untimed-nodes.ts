import type { RunRecord } from '@openbpu/record';

/** How many nodes run on the CPU while the predicted time holds BPU segments only. */
export function untimedNodes({ nodes, performance }: Pick<RunRecord, 'nodes' | 'performance'>): number {
  const timed = performance?.segments?.some(({ on, fixed }) => on === 'CPU' || fixed) ?? false;
  return performance === undefined || timed ? 0 : nodes.filter(({ on }) => on === 'CPU').length;
}
