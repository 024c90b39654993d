import type { RunRecord } from '@openbpu/record';

export interface MacShare {
  /** Multiply-accumulates on the BPU, and of all nodes. */
  readonly bpu: number;
  readonly total: number;
  /** bpu / total, undefined for a model that multiplies nothing. */
  readonly share: number | undefined;
}

/** How much of the work of one inference the BPU does. Nodes without a count count nothing. */
export function macShare(nodes: RunRecord['nodes']): MacShare {
  let bpu = 0;
  let total = 0;
  for (const { on, macs = 0 } of nodes) {
    total += macs;
    if (on === 'BPU') bpu += macs;
  }
  return { bpu, total, share: total === 0 ? undefined : bpu / total };
}
