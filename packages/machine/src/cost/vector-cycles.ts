import { bytesPerElement, sizeOf } from '@openbpu/tensor';
import type { View } from '../region';
import type { Runs } from './runs-of';

/** Cycles of some passes over the elements of y: `lanes` bytes of the wider of x and y per cycle. */
export function passCycles(passes: number, x: View, y: View, lanes: number): number {
  const width = Math.max(bytesPerElement(x.dtype), bytesPerElement(y.dtype));
  return passes * Math.ceil((sizeOf(y.shape) * width) / lanes);
}

/** Cycles of a copy on chip: it goes run by run, each taking at least one cycle. */
export function runCycles({ count, bytes }: Runs, lanes: number): number {
  return count * Math.ceil(bytes / lanes);
}
