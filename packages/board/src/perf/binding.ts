import { ISSUE_CYCLES, type MachineFeatures, QUEUES, type Queue } from '@openbpu/machine';
import type { LayerRow } from '@openbpu/simulator';
import type { SegmentTime } from './predict';
import type { Bind } from './perf-report';

const OF_QUEUE: Readonly<Record<Queue, Bind>> = { dma: 'DDR', tensor: 'MAC', vector: 'vector' };

/**
 * What binds a layer: the queue that is busy longest for it, or `dispatch` where more than half of that is starting
 * instructions.
 */
export function bindsLayer({ busy, issued }: Pick<LayerRow, 'busy' | 'issued'>): Bind {
  const queue = busiest(busy);
  if (busy[queue] === 0) return 'nothing';
  return issued[queue] * ISSUE_CYCLES * 2 > busy[queue] ? 'dispatch' : OF_QUEUE[queue];
}

/**
 * The same for a subgraph; there it is `dispatch` where starting its function-calls takes longer than any queue is
 * busy.
 */
export function bindsSubgraph(
  { calls, cores, cycles, utilisation }: Pick<SegmentTime, 'calls' | 'cores' | 'cycles' | 'utilisation'>,
  { dispatchCycles }: Pick<MachineFeatures, 'dispatchCycles'>,
): Bind {
  const queue = busiest(utilisation);
  if (cycles === 0) return 'nothing';
  return calls.length * cores * dispatchCycles > utilisation[queue] * cycles ? 'dispatch' : OF_QUEUE[queue];
}

function busiest(busy: Readonly<Record<Queue, number>>): Queue {
  return QUEUES.reduce((most, queue) => (busy[queue] > busy[most] ? queue : most));
}
