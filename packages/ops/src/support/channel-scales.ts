import { type Tensor, type TensorType, expectDType, float32 } from '@openbpu/tensor';

/** One scale for all channels, or one of each. */
export type ChannelScales = number | Float32Array;

/** The scale of channel `c`. */
export function scaleAt(scales: ChannelScales, c: number): number {
  return typeof scales === 'number' ? scales : scales[c];
}

/**
 * The scale of an activation for every one of `channels` outputs that are made of it: its one scale, or, where every
 * channel has its own, that of the channel the output is made of (a depthwise convolution: `channels` is a multiple of
 * the input's).
 */
export function scalesFor({ quant }: Pick<TensorType, 'quant'>, channels: number): ChannelScales {
  if (quant === undefined || quant.scale.length === 1) return quant?.scale[0] ?? NaN;
  const { scale } = quant;
  return Float32Array.from({ length: channels }, (_, c) => scale[Math.floor((c * scale.length) / channels)]);
}

/** Largest magnitude along every other axis than `axis`. */
export function channelMaxima(weights: Tensor, axis: number): Float32Array {
  const channels = weights.shape[axis];
  const inner = weights.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const { data } = expectDType(weights, 'float32');
  const maxima = new Float32Array(channels);
  for (let at = 0, c = 0; at < data.length; at += inner, c = (c + 1) % channels) {
    let largest = maxima[c];
    for (let i = at; i < at + inner; i++) largest = Math.max(largest, Math.abs(data[i]));
    maxima[c] = largest;
  }
  return maxima;
}

/**
 * The weights of a convolution, [cout, cin/group, …], with the scales of its input channels taken in:
 * `fround(w[o, i] · s_x[g·cin/group + i])`, g the group of o. The input then has the scale 1.
 */
export function foldScales(weights: Tensor, scales: ChannelScales, group: number): Tensor<'float32'> {
  const [cout, perGroup, ...window] = weights.shape;
  const taps = window.reduce((a, b) => a * b, 1);
  const outputs = cout / group;
  const w = expectDType(weights, 'float32').data;
  const data = new Float32Array(w.length);
  for (let o = 0, at = 0; o < cout; o++)
    for (let i = 0, c = Math.floor(o / outputs) * perGroup; i < perGroup; i++, c++) {
      const scale = scaleAt(scales, c);
      for (const end = at + taps; at < end; at++) data[at] = w[at] * scale;
    }
  return float32(weights.shape, data);
}
