import type { TensorType } from '@openbpu/tensor';

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
