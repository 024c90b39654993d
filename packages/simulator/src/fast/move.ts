import { fillND, moveND } from '@openbpu/kernels';
import { type Copy, type Fill, inMemoryOrder, mergedDims } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';

/** Dimensions the kernels take. */
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
