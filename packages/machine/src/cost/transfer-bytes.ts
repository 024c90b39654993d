import type { MachineFeatures } from '../features';
import type { View } from '../region';
import { runsOf } from './runs-of';

/** Bytes that cross the DDR bus for a copy from `x` to `y`: every run costs whole bursts. */
export function transferBytes(x: View, y: View, { burstBytes }: MachineFeatures): number {
  const { count, bytes } = runsOf(x, y);
  return count * Math.ceil(bytes / burstBytes) * burstBytes;
}
