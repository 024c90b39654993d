import { bytesPerElement } from '@openbpu/tensor';

/** The memories an instruction addresses: main memory, on-chip memory, and the read-only constants of the program. */
export const SPACES = ['ddr', 'sram', 'const'] as const;
export type Space = (typeof SPACES)[number];

/** The element types the machine knows. */
export const MACHINE_DTYPES = ['int8', 'int16', 'int32', 'float32'] as const;
export type MachineDType = (typeof MACHINE_DTYPES)[number];

/** Elements in physical order: images are [n, h, w, c]. A stride of 0 repeats an element (reading only). */
export interface View {
  readonly dtype: MachineDType;
  readonly shape: readonly number[];
  /** In elements, one per dimension. */
  readonly strides: readonly number[];
}

/** What an instruction reads or writes. */
export interface Region extends View {
  readonly space: Space;
  /** Of the first element, in bytes; a multiple of the element size. */
  readonly offset: number;
}

export function isMachineDType(dtype: string): dtype is MachineDType {
  return MACHINE_DTYPES.some((known) => known === dtype);
}

/** Bytes from the first element to the end of the last. */
export function extentOf({ dtype, shape, strides }: View): number {
  let last = 0;
  shape.forEach((dim, i) => (last += (dim - 1) * strides[i]));
  return (last + 1) * bytesPerElement(dtype);
}

/** Whether the elements lie side by side in row-major order. */
export function isDense({ shape, strides }: View): boolean {
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (strides[i] !== stride) return false;
    stride *= shape[i];
  }
  return true;
}

/** `ddr@64:int8[1x8x8x4]`, strides behind a slash where the elements do not lie side by side. */
export function formatRegion(region: Region): string {
  const strides = isDense(region) ? '' : `/${region.strides.join(',')}`;
  return `${region.space}@${region.offset}:${region.dtype}[${region.shape.join('x')}]${strides}`;
}
