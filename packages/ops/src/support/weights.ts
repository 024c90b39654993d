import {
  type QuantDType,
  type QuantParams,
  type Tensor,
  expectDType,
  makeTensor,
  quantize,
  quantizeAll,
  rangeOf,
  saturate,
  zeroAt,
} from '@openbpu/tensor';
import type { IntegerWeights } from '@openbpu/ir';
import { dtypeAttrs } from './attrs';
import { type ChannelScales, scaleAt } from './channel-scales';

/** Largest bias a channel may have in units of `s_x · s_w`: keeps int32 accumulators clear of overflow. */
const BIAS_LIMIT = 2 ** 30;

/**
 * The scale of one channel's weights: `wanted`, or more where its bias would not fit otherwise; 1 for an all-zero
 * channel.
 */
export function weightScale(wanted: number, bias: number, xScale: number): number {
  const scale = Math.fround(Math.max(wanted, Math.abs(bias) / (xScale * BIAS_LIMIT)));
  return scale > 0 && Number.isFinite(scale) ? scale : 1;
}

/**
 * Weights to int8 per output channel (dimension 0): scale `max(threshold/127, |b| / (s_x·2³⁰))`, 1 for an all-zero
 * channel; elements `clamp(rne(fround(w / scale)), −127, 127)`. docs/semantics.md, "Scales".
 * `xScale` may be that of the channel each output is made of.
 */
export function quantiseWeights(
  weights: Tensor,
  thresholds: Float32Array,
  bias: Tensor | undefined,
  xScale: ChannelScales,
): IntegerWeights {
  const w = expectDType(weights, 'float32').data;
  const channels = weights.shape[0];
  const per = w.length / channels;
  const scale = new Float32Array(channels);
  const q = new Int8Array(w.length);
  for (let c = 0; c < channels; c++) {
    scale[c] = weightScale(thresholds[c] / 127, bias ? expectDType(bias, 'float32').data[c] : 0, scaleAt(xScale, c));
    quantizeAll(w, scale[c], -127, 127, q, c * per, (c + 1) * per);
  }
  return { q: makeTensor('int8', weights.shape, q), scale };
}

/**
 * Bias to int32 at `s_x · s_w[c]`: `clamp(rne(b / (s_x·s_w[c])))` in double, rounded once; zeros when there is none.
 */
export function quantiseBias(bias: Tensor | undefined, xScale: ChannelScales, wScale: Float32Array): Tensor<'int32'> {
  const q = new Int32Array(wScale.length);
  const [low, high] = rangeOf('int32');
  if (bias)
    expectDType(bias, 'float32').data.forEach(
      (b, c) => (q[c] = saturate(b / (scaleAt(xScale, c) * wScale[c]), low, high)),
    );
  return makeTensor('int32', [wScale.length], q);
}

/**
 * Real activation bounds as integer clamp bounds of a quantised output, with the attribute that says its type where it
 * is not int8; the type's own bounds where infinite. Where every channel has its own scale the bounds must come out
 * equal: they do at 0 and beyond what the scale reaches.
 */
export function clampBounds(
  min: number,
  max: number,
  quant: QuantParams,
  dtype: QuantDType = 'int8',
): { dtype?: 'int16'; low: number; high: number } {
  const [least, most] = rangeOf(dtype);
  const bounds = Array.from(quant.scale, (s, i) => {
    const zero = zeroAt(quant, i);
    const integer = (x: number) => quantize(x, s, least - zero, most - zero) + zero;
    return { low: integer(min), high: integer(max) };
  });
  const [{ low, high }] = bounds;
  if (bounds.some((other) => other.low !== low || other.high !== high))
    throw new RangeError(`the bounds ${min} and ${max} differ from channel to channel at their scales`);
  return { ...dtypeAttrs(dtype), low, high };
}
