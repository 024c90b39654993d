import { type QuantParams, type Tensor, expectDType, float32 } from '@openbpu/tensor';

/**
 * The bias that also moves the output to where its zeros stand for 0: `b[c] + z_y[c]·s_y[c]`. The bias itself, or none,
 * where all zeros are 0.
 */
export function biasToZero(
  bias: Tensor | undefined,
  { scale, zero }: QuantParams,
  channels: number,
): Tensor | undefined {
  if (!zero?.some((z) => z !== 0)) return bias;
  const b = bias && expectDType(bias, 'float32').data;
  const of = <T>(list: ArrayLike<T>, c: number) => list[list.length === 1 ? 0 : c];
  return float32(
    [channels],
    Float32Array.from({ length: channels }, (_, c) => (b?.[c] ?? 0) + of(zero, c) * of(scale, c)),
  );
}

/**
 * The bias that takes off what `zero`, standing for 0 in the input, adds to every sum: `q_b[c] − zero·Σ q_w[c]`, exact.
 */
export function biasFromZero(bias: Tensor<'int32'>, zero: number, weights: Tensor<'int8'>): Tensor<'int32'> {
  if (zero === 0) return bias;
  const per = weights.data.length / bias.data.length;
  const data = bias.data.map((b, c) => {
    let sum = 0;
    for (let k = c * per; k < (c + 1) * per; k++) sum += weights.data[k];
    return b - zero * sum;
  });
  return { ...bias, data };
}
