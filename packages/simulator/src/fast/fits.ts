import type { Region, Window } from '@openbpu/machine';

/** Kernels count in 32 bits: what is larger is left to the plain loops. */
const LARGEST = 2 ** 20;

/** Whether sizes, strides and windows are such that no kernel's own arithmetic overflows. */
export function modest(regions: readonly Region[], window?: Window): boolean {
  const sizes = regions
    .flatMap(({ shape }) => shape)
    .concat(window ? [...window.kernel, ...window.strides, ...window.dilations, ...window.pads] : []);
  return sizes.every((size) => size < LARGEST);
}

/** Whether bounds are those of an int8 result. */
export function int8Bounds(low: number, high: number): boolean {
  return low >= -128 && high <= 127;
}

export function allInt8(...regions: readonly Region[]): boolean {
  return regions.every(({ dtype }) => dtype === 'int8');
}
