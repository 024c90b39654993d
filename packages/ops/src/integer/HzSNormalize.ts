import { defineOp } from '@openbpu/ir';
import { MOST_NORMALISED, type TensorType, expectDType, normDivisor, saturate } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, bounded, clampAttrs, resultType } from '../support/attrs';
import { forEachBroadcast } from '../support/broadcast';
import { expectScalar } from '../support/expect-input';
import { inferScaled } from '../support/normalise';
import { expectQuantised, integersFrom, quantisedInput } from '../support/quantised';
import { reduceShape } from '../support/reduce';

const attrs = bounded({
  /** Elements that differ along these axes alone are normalised together; counted from the front, ascending. */
  axes: z.array(z.int().min(0)).min(1),
  /** What is divided by: the deviation from the mean, the root of the mean square, or the Euclidean norm. */
  norm: z.enum(['deviation', 'root-mean-square', 'euclidean']),
  /** How epsilon keeps the divisor from 0: added to its square, added to it, or as the least that it may be. */
  bound: z.enum(['inside', 'added', 'least']),
  ...clampAttrs,
});

export type HzSNormalizeAttrs = z.infer<typeof attrs>;

function inferNormalize(
  [x, factor, offset, epsilon]: readonly (TensorType | undefined)[],
  a: HzSNormalizeAttrs,
): TensorType {
  const { shape, layout } = quantisedInput(x, 'HzSNormalize');
  const { count } = reduceShape(shape, { axes: a.axes, keepdims: true });
  if (count > MOST_NORMALISED) throw new RangeError(`${count} elements are too many to be normalised together`);
  for (const part of [factor, offset]) inferScaled('HzSNormalize', shape, part);
  expectScalar(epsilon, 'the epsilon');
  return { dtype: resultType(a), shape, layout };
}

/**
 * Inputs: x int8 or int16, factor and offset float32 that broadcast to x, epsilon float32 scalar. Over every group of
 * n elements, `S = Σq` and `Q = Σq²` exact, the rest in double: `mean = S / n` (deviation; else 0), `power = max(Q / n
 * − mean², 0)` (euclidean: Q), `divisor = √(power + epsilon)`, `√power + epsilon` or `max(√power, epsilon)`. Output:
 * `clamp(rne(fround(fround(fround((q − mean) / divisor) · factor) + offset)), low, high)`; where that is no number, 0.
 */
export const HzSNormalize = defineOp<HzSNormalizeAttrs>({
  name: 'HzSNormalize',
  summary: 'Integers normalised by their own mean, deviation or norm.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferNormalize(inputs, a)],
  eval([x, factor, offset, epsilon], a) {
    const { data, shape } = expectQuantised(x!);
    const { shape: groups, count } = reduceShape(shape, { axes: a.axes, keepdims: true });
    const total = groups.reduce((product, dim) => product * dim, 1);
    const groupOf = new Int32Array(data.length);
    const [sums, squares] = [new Float64Array(total), new Float64Array(total)];
    forEachBroadcast(shape, groups, shape, (at, _, group) => {
      groupOf[at] = group;
      sums[group] += data[at];
      squares[group] += data[at] * data[at];
    });
    const e = expectDType(epsilon!, 'float32').data[0];
    const norms = Array.from(sums, (sum, group) =>
      normDivisor(a.norm, a.bound, { count, sum, squares: squares[group] }, e),
    );
    const parts = [factor!, offset!].map((part) => {
      const spread = new Float32Array(data.length);
      const own = expectDType(part, 'float32').data;
      forEachBroadcast(shape, part.shape, shape, (at, _, from) => (spread[at] = own[from]));
      return spread;
    });
    const [scale, shift] = parts;
    return [
      integersFrom(resultType(a), shape, (at) => {
        const { mean, divisor } = norms[groupOf[at]];
        const normal = Math.fround((data[at] - mean) / divisor);
        return saturate(Math.fround(Math.fround(normal * scale[at]) + shift[at]), a.low, a.high);
      }),
    ];
  },
});
