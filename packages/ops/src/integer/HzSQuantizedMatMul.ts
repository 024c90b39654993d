import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, requantize, sizeOf, tensorType } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, resultType } from '../support/attrs';
import { expectScalar } from '../support/expect-input';
import { expectQuantised, expectQuantisedType, integersFrom } from '../support/quantised';
import { forEachProduct, stacksOf } from '../support/stacks';

const attrs = bounded(clampAttrs);

export type HzSQuantizedMatMulAttrs = z.infer<typeof attrs>;

/** `2²³ · 2¹⁵ · 2¹⁵ = 2⁵³`: so many products of int16 have a sum that a double holds. */
const MAX_DEPTH = 2 ** 23;

function infer([a, b, m]: readonly (TensorType | undefined)[], given: HzSQuantizedMatMulAttrs): readonly TensorType[] {
  expectQuantisedType(a?.dtype, 'HzSQuantizedMatMul');
  expectQuantisedType(b?.dtype, 'HzSQuantizedMatMul');
  expectScalar(m, 'the multiplier');
  const { shape, k } = stacksOf(a!.shape, b!.shape);
  if (k > MAX_DEPTH) throw new RangeError(`sums of ${k} products are not exact`);
  return [tensorType(resultType(given), shape)];
}

/**
 * Inputs: a [batch…, m, k], b [batch…, k, n], each int8 or int16, as NumPy multiplies; M float32 scalar,
 * `M = fround(s_a·s_b / s_y)`. Output int8, or int16 with `dtype`: `clamp(rne(fround(fround(Σ a·b)·M)), low, high)`.
 * Sums are exact: within int32 for int8 by int8 as long as k < 2¹⁷, within 2⁵³ for any mixture, k being at most 2²³.
 */
export const HzSQuantizedMatMul = defineOp<HzSQuantizedMatMulAttrs>({
  name: 'HzSQuantizedMatMul',
  summary: 'Integer matrix product of two tensors, requantised.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer,
  eval([a, b, m], given) {
    const s = stacksOf(a!.shape, b!.shape);
    const [as, bs] = [expectQuantised(a!).data, expectQuantised(b!).data];
    const multiplier = expectDType(m!, 'float32').data[0];
    const sums = new Float64Array(sizeOf(s.shape));
    forEachProduct(s, (at, from, beside) => {
      let sum = 0;
      for (let i = 0; i < s.k; i++) sum += as[from + i] * bs[beside + i * s.n];
      sums[at] = sum;
    });
    return [integersFrom(resultType(given), s.shape, (at) => requantize(sums[at], multiplier, given.low, given.high))];
  },
  macs: ([a], [y]) => sizeOf(y.shape) * a!.shape[a!.shape.length - 1],
});
