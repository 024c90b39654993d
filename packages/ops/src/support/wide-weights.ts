import { type Tensor, expectDType, makeTensor, quantize } from '@openbpu/tensor';
import { weightScale } from './weights';

/** Weights of about 14 bits: −2¹³..2¹³. */
export const WIDE_LIMIT = 2 ** 13;

/**
 * Weights to 14-bit integers per output channel (dimension 0): scale `max(max|w|/2¹³, |b| / (s_x·2³⁰))`, 1 for an
 * all-zero channel; elements `clamp(rne(fround(w / scale)), −2¹³, 2¹³)`. For colour matrices, whose magnitudes need no
 * calibration.
 */
export function quantiseWideWeights(
  weights: Tensor,
  bias: Tensor | undefined,
  xScale: number,
): { q: Tensor<'int16'>; scale: Float32Array } {
  const w = expectDType(weights, 'float32').data;
  const channels = weights.shape[0];
  const per = w.length / channels;
  const scale = new Float32Array(channels);
  const q = new Int16Array(w.length);
  for (let c = 0; c < channels; c++) {
    const own = w.subarray(c * per, (c + 1) * per);
    const largest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scale[c] = weightScale(largest / WIDE_LIMIT, bias ? expectDType(bias, 'float32').data[c] : 0, xScale);
    own.forEach((value, i) => (q[c * per + i] = quantize(value, scale[c], -WIDE_LIMIT, WIDE_LIMIT)));
  }
  return { q: makeTensor('int16', weights.shape, q), scale };
}
