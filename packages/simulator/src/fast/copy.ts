import { moveND } from '@openbpu/kernels';
import { type Copy, inMemoryOrder, mergedDims } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';

/** Dimensions the kernel takes. */
const RANK = 6;

export function fastCopy({ x, y }: Copy<string>, { memory }: Bench): (() => void) | undefined {
  const dims = mergedDims(inMemoryOrder([x, y]));
  const elementBytes = bytesPerElement(x.dtype);
  if (dims.length > RANK || (elementBytes !== 1 && elementBytes !== 2 && elementBytes !== 4)) return undefined;
  const box = {
    extents: dims.map(({ size }) => size),
    xStrides: dims.map(({ strides }) => strides[0]),
    yStrides: dims.map(({ strides }) => strides[1]),
  };
  const operands = { x: memory.address(x), y: memory.address(y), elementBytes, ...box } as const;
  return () => moveND(memory.kernels, operands);
}
