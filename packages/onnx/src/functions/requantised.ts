import { type QuantDType, float32, rangeOf } from '@openbpu/tensor';
import type { Body } from './body';

/** The bounds of the last clamp as float32 scalars: the attributes `low` and `high` of the call. */
export function attributeBounds(b: Body): readonly [string, string] {
  return [b.cast(b.int('low'), 'float32'), b.cast(b.int('high'), 'float32')];
}

/** The bounds of an element type as float32 scalars. */
export function typeBounds(b: Body, dtype: QuantDType, low = rangeOf(dtype)[0]): readonly [string, string] {
  return [b.constant(float32([], [low])), b.constant(float32([], [rangeOf(dtype)[1]]))];
}

/** `clamp(rne(x), low, high)` of a float32 that is no NaN, as `dtype`. */
export function rounded(b: Body, x: string, bounds: readonly [string, string], dtype: QuantDType): string {
  return b.cast(b.op('Clip', [b.op('Round', [x]), ...bounds]), dtype);
}

/** `clamp(rne(fround(fround(acc)·m)), low, high)` of an integer `acc`, as `dtype`. */
export function requantised(
  b: Body,
  acc: string,
  multiplier: string,
  bounds: readonly [string, string],
  dtype: QuantDType,
): string {
  return rounded(b, b.op('Mul', [b.cast(acc, 'float32'), multiplier]), bounds, dtype);
}
