import { exact, nearestFloat32 } from './exact';
import { type Bounds, INT16, INT8 } from './law';
import { strides } from './patterns';
import { type Vector, tensor, vector } from './vector';

export type Integer = 'int8' | 'int16';

export const RANGE: Readonly<Record<Integer, Bounds>> = { int8: INT8, int16: INT16 };

/** Result types: of int8 nothing is said. */
export const typed = (y: Integer) => (y === 'int16' ? { dtype: 'int16' } : {});
export const clampOf = (y: Integer, [low, high]: Bounds = RANGE[y]) => ({ ...typed(y), low, high });

/** Values all over a type, its ends first. */
export const all = (dtype: Integer, count: number, step = dtype === 'int8' ? 59 : 9973) => [
  ...RANGE[dtype],
  ...strides(count - 2, step, ...RANGE[dtype]),
];

export const flat = (dtype: Integer, data: readonly number[]) => tensor(dtype, [1, data.length], data);
export const round = (numerator: bigint, denominator: bigint) => nearestFloat32({ numerator, denominator });

/** A vector of one result that is `element` of each index. */
export function of(
  name: string,
  op: string,
  y: Integer,
  parts: Pick<Vector, 'inputs'> & Partial<Vector>,
  shape: readonly number[],
  results: readonly number[],
): Vector {
  return vector(`${name}: ${op}`, op, { ...parts, outputs: [tensor(y, shape, results)] });
}

export function nearestNumber(value: number): number {
  return Number.isFinite(value) ? nearestFloat32(exact(value)) : value;
}
