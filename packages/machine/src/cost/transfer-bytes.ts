import type { MachineFeatures } from '../features';
import type { View } from '../region';
import { runsOf } from './runs-of';

/** Bytes that cross the DDR bus for a view: every run costs whole bursts. */
export function transferBytes(view: View, { burstBytes }: MachineFeatures): number {
  const { count, bytes } = runsOf(view);
  return count * Math.ceil(bytes / burstBytes) * burstBytes;
}
