import { bytesPerElement, sizeOf } from '@openbpu/tensor';
import type { View } from '../region';
import type { Runs } from './runs-of';

/** Of two views the one with the wider elements. */
export function wider(a: View, b: View): View {
  return bytesPerElement(b.dtype) > bytesPerElement(a.dtype) ? b : a;
}

/**
 * Cycles of some passes over the elements of y: `lanes` bytes of the wider of x and y per cycle, so that int16 goes at
 * half the pace of int8.
 */
export function passCycles(passes: number, x: View, y: View, lanes: number): number {
  const width = Math.max(bytesPerElement(x.dtype), bytesPerElement(y.dtype));
  return passes * Math.ceil((sizeOf(y.shape) * width) / lanes);
}

/** Cycles of a copy on chip: it goes run by run, each taking at least one cycle. */
export function runCycles({ count, bytes }: Runs, lanes: number): number {
  return count * Math.ceil(bytes / lanes);
}
