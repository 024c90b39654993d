import { bytesPerElement, sizeOf } from '@openbpu/tensor';
import type { MachineFeatures } from '../features';
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

/** Bytes a cycle of a sort of work, as the pace of the march says; all lanes where it has none. */
export function lanesFor(
  sort: 'arithmetic' | 'window' | 'resize',
  { pace, vectorLanes }: Pick<MachineFeatures, 'pace' | 'vectorLanes'>,
): number {
  return pace ? pace.vector[sort] : vectorLanes;
}

/**
 * Cycles of some passes that go along channels: over all elements of x, in any type where the march has a pace; of four
 * dimensions the second is then taken in steps.
 */
export function acrossCycles(
  passes: number,
  x: View,
  y: View,
  { pace, vectorLanes }: Pick<MachineFeatures, 'pace' | 'vectorLanes'>,
): number {
  if (!pace) return passCycles(passes, x, y, vectorLanes);
  const { across, stack } = pace.vector;
  const steps = x.shape.map((size, d) => (x.shape.length === 4 && d === 1 ? Math.ceil(size / stack) * stack : size));
  return Math.ceil((passes * sizeOf(steps)) / across);
}

/** Cycles of a copy on chip: where the march has no pace it goes run by run, each taking at least one cycle. */
export function runCycles(
  { count, bytes }: Runs,
  { pace, vectorLanes }: Pick<MachineFeatures, 'pace' | 'vectorLanes'>,
): number {
  if (!pace) return count * Math.ceil(bytes / vectorLanes);
  const { move, moveCycles } = pace.vector;
  return Math.ceil(moveCycles + (count * bytes) / move);
}
