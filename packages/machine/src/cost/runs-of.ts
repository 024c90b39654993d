import type { MachineFeatures } from '../features';
import { inMemoryOrder } from '../in-memory-order';
import { mergedDims } from '../merged-dims';
import type { View } from '../region';
import { bytesPerElement } from '@openbpu/tensor';

/** How a copy goes: `count` runs of `bytes` bytes that lie side by side wherever they are. */
export interface Runs {
  readonly count: number;
  readonly bytes: number;
}

/**
 * The runs of one view, or those that several views of one shape have in common. What repeats in all of them is taken
 * once.
 */
export function runsOf(...views: readonly View[]): Runs {
  const repeats = views[0].shape.map((_, d) => views.every(({ strides }) => strides[d] === 0));
  const once = views.map((view): View => ({ ...view, shape: view.shape.map((dim, d) => (repeats[d] ? 1 : dim)) }));
  const dims = mergedDims(inMemoryOrder(once));
  const inner = dims.at(-1);
  const elements = dims.reduce((product, { size }) => product * size, 1);
  const together = inner?.strides.every((stride) => stride === 1) ? inner.size : 1;
  return { count: elements / together, bytes: together * bytesPerElement(views[0].dtype) };
}

/** Bytes that cross the DDR bus for a copy from `x` to `y`: every run costs whole bursts. */
export function transferBytes(x: View, y: View, { burstBytes }: MachineFeatures): number {
  const { count, bytes } = runsOf(x, y);
  return count * Math.ceil(bytes / burstBytes) * burstBytes;
}
