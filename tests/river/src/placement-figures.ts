import type { RunRecord } from '@openbpu/record';

type Placed = Pick<RunRecord, 'nodes'>;

/** How many segments of the BPU a model has. */
export function segmentsOf({ nodes }: Placed): number {
  return new Set(nodes.flatMap(({ subgraph }) => (subgraph === null ? [] : [subgraph]))).size;
}

/** The share of the multiply-accumulates that the BPU runs, those of the CPU counted; 0 where there are none. */
export function shareOnBpu({ nodes }: Placed): number {
  const sum = (some: Placed['nodes']) => some.reduce((total, { macs = 0 }) => total + macs, 0);
  const all = sum(nodes);
  return all === 0 ? 0 : sum(nodes.filter(({ on }) => on === 'BPU')) / all;
}
