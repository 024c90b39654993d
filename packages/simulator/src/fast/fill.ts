import { fillND } from '@openbpu/kernels';
import { type Fill, inMemoryOrder, mergedDims } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';

/** Dimensions the kernel takes. */
const RANK = 6;

export function fastFill({ y, value }: Fill, { memory }: Bench): (() => void) | undefined {
  const dims = mergedDims(inMemoryOrder([y]));
  const elementBytes = bytesPerElement(y.dtype);
  if (dims.length > RANK || (elementBytes !== 1 && elementBytes !== 2 && elementBytes !== 4)) return undefined;
  const operands = {
    y: memory.address(y),
    elementBytes,
    value,
    extents: dims.map(({ size }) => size),
    yStrides: dims.map(({ strides }) => strides[0]),
  } as const;
  return () => fillND(memory.kernels, operands);
}
