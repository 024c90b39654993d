import { boundsOf, expectFinite } from './checks';
import { type Narrow, SHIFT } from './element-type';
import { type AddS8, type MulS8, type PreluS8, type RequantS8, withRepeated } from './elementwise';
import type { Kernels } from './kernels';

/** The types of two operands and a result, in place of int8. */
export interface MixedTypes {
  readonly aType: Narrow;
  readonly bType: Narrow;
  readonly yType: Narrow;
}

export type AddMixed = AddS8 & MixedTypes;

/** As addS8 for any types. */
export function addMixed(kernels: Kernels, p: AddMixed): void {
  expectFinite('multiplier', [p.aMultiplier, p.bMultiplier]);
  const operands = { ...p, ...boundsOf(p, p.yType), ...shiftsOf(p) };
  repeated(kernels, p, (b, period) => kernels.run.addMixed({ ...operands, b, period }));
}

export type MulMixed = MulS8 & MixedTypes;

/** As mulS8 for any types. */
export function mulMixed(kernels: Kernels, p: MulMixed): void {
  expectFinite('multiplier', [p.multiplier]);
  const operands = { ...p, ...boundsOf(p, p.yType), ...shiftsOf(p) };
  repeated(kernels, p, (b, period) => kernels.run.mulMixed({ ...operands, b, period }));
}

function shiftsOf({ aType, bType, yType }: MixedTypes) {
  return { aShift: SHIFT[aType], bShift: SHIFT[bType], yShift: SHIFT[yType] };
}

/** Hands `use` the second operand, written out where it is short, and its period in elements. */
function repeated(
  kernels: Kernels,
  { b, bType, length, period = length }: Pick<AddMixed, 'b' | 'bType' | 'length' | 'period'>,
  use: (b: number, period: number) => void,
): void {
  if (length === 0) return;
  const shift = SHIFT[bType];
  withRepeated(kernels, b, period << shift, length << shift, (at, bytes) => use(at, bytes >> shift));
}

export interface RequantMixed extends RequantS8 {
  readonly xType: Narrow | 'int32';
  readonly yType: Narrow;
}

/** `y[i] = clamp(rne(fround(fround(x[i]) * multiplier)), lo, hi)` for any types. */
export function requantMixed(kernels: Kernels, { xType, yType, ...p }: RequantMixed): void {
  expectFinite('multiplier', [p.multiplier]);
  kernels.run.requantMixed({ ...p, ...boundsOf(p, yType), xShift: SHIFT[xType], yShift: SHIFT[yType] });
}

export interface PreluMixed extends PreluS8 {
  readonly xType: Narrow;
  readonly yType: Narrow;
}

/** As preluS8 for any types. */
export function preluMixed(kernels: Kernels, { xType, yType, ...p }: PreluMixed): void {
  expectFinite('multiplier', [p.multiplier]);
  expectFinite('multiplier', kernels.f32(p.negativeMultipliers, p.channels));
  kernels.run.preluMixed({ ...p, ...boundsOf(p, yType), xShift: SHIFT[xType], yShift: SHIFT[yType] });
}
