import type { MachineFeatures } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';

/**
 * Between which figures 80 % of what is published lies where so much is predicted: the spread of a march around a time
 * and a rate. Nothing for a march without one.
 */
export function rangeOf(
  { latencyUs, fps }: Pick<RecordPerformance, 'latencyUs' | 'fps'>,
  { spread }: Pick<MachineFeatures, 'spread'>,
): Pick<RecordPerformance, 'range'> {
  if (!spread) return {};
  const around = (value: number, [low, high]: readonly [number, number]) => [value * low, value * high] as const;
  return { range: { latencyUs: around(latencyUs, spread.latency), fps: around(fps, spread.rate) } };
}
