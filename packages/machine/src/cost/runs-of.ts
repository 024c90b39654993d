import { inMemoryOrder } from '../in-memory-order';
import { mergedDims } from '../merged-dims';
import type { View } from '../region';
import { bytesPerElement } from '@openbpu/tensor';

/** How a view lies in memory: `count` runs of `bytes` bytes side by side. Elements that repeat are read once. */
export interface Runs {
  readonly count: number;
  readonly bytes: number;
}

export function runsOf(view: View): Runs {
  const once: View = { ...view, shape: view.shape.map((dim, i) => (view.strides[i] === 0 ? 1 : dim)) };
  const dims = mergedDims(inMemoryOrder([once]));
  const inner = dims.at(-1);
  const elements = dims.reduce((product, { size }) => product * size, 1);
  const together = inner?.strides[0] === 1 ? inner.size : 1;
  return { count: elements / together, bytes: together * bytesPerElement(view.dtype) };
}
