import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import { type ChannelScales, scaleAt } from './channel-scales';

/**
 * The bias that also moves the output to where `zero` stands for 0: `b[c] + zero·s_y[c]`. The bias itself, or none, where
 * zero is 0.
 */
export function biasToZero(bias: Tensor | undefined, zero: number, yScale: ChannelScales, channels: number): Tensor | undefined {
  if (zero === 0) return bias;
  const b = bias && expectDType(bias, 'float32').data;
  return float32([channels], Float32Array.from({ length: channels }, (_, c) => (b?.[c] ?? 0) + zero * scaleAt(yScale, c)));
}

/** The bias that takes off what `zero`, standing for 0 in the input, adds to every sum: `q_b[c] − zero·Σ q_w[c]`, exact. */
export function biasFromZero(bias: Tensor<'int32'>, zero: number, weights: Tensor<'int8'>): Tensor<'int32'> {
  if (zero === 0) return bias;
  const per = weights.data.length / bias.data.length;
  const data = bias.data.map((b, c) => b - zero * weights.data.subarray(c * per, (c + 1) * per).reduce((sum, w) => sum + w, 0));
  return { ...bias, data };
}
