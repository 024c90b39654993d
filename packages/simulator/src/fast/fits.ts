import type { Accumulated, Narrow } from '@openbpu/kernels';
import type { Region, Window } from '@openbpu/machine';
import { rangeOf } from '@openbpu/tensor';

/** Kernels count in 32 bits: what is larger is left to the plain loops. */
const LARGEST = 2 ** 20;

/** Whether sizes, strides and windows are such that no kernel's own arithmetic overflows. */
export function modest(regions: readonly Region[], window?: Window): boolean {
  const sizes = regions
    .flatMap(({ shape }) => shape)
    .concat(window ? [...window.kernel, ...window.strides, ...window.dilations, ...window.pads] : []);
  return sizes.every((size) => size < LARGEST);
}

/** The type of a region of int8 or int16. */
export function narrowType({ dtype }: Region): Narrow | undefined {
  return dtype === 'int8' || dtype === 'int16' ? dtype : undefined;
}

/** The type of an int8 or int16 result whose bounds are its own. */
export function resultType(y: Region, low: number, high: number): Narrow | undefined {
  const type = narrowType(y);
  const [least, most] = type ? rangeOf(type) : [Infinity, -Infinity];
  return low >= least && high <= most ? type : undefined;
}

/** What a `conv`, `dwconv` or `gemm` makes of its sums. */
interface Summing {
  readonly x: Region;
  readonly y: Region;
  readonly multiplier?: Region | undefined;
  readonly low: number;
  readonly high: number;
}

/** The result of sums by the names the kernels have for it; undefined where x or y are of types they do not know. */
export function outputOf({ x, y, multiplier, low, high }: Summing): Accumulated | undefined {
  if (!narrowType(x)) return undefined;
  if (!multiplier) return { output: 'int32' };
  const output = resultType(y, low, high);
  return output && { output, lo: low, hi: high };
}

export function allInt8(...regions: readonly Region[]): boolean {
  return regions.every(({ dtype }) => dtype === 'int8');
}
