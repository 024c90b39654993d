import type { IntegerWeights } from '@openbpu/ir';
import type { QuantParams, Tensor, TensorType } from '@openbpu/tensor';
import { type ChannelScales, channelMaxima, foldScales, scalesFor } from './channel-scales';
import { quantiseWeights } from './weights';
import { biasToZero } from './zero-bias';

/** A convolution to be quantised. */
export interface FloatConv {
  /** [cout, cin/group, kh, kw]. */
  readonly weights: Tensor;
  readonly bias: Tensor | undefined;
  readonly group: number;
  /**
   * Thresholds of the weights by output channel. Where scales of channels are taken in the largest magnitudes stand in
   * for them.
   */
  readonly thresholds: Float32Array;
  readonly x: Pick<TensorType, 'quant'>;
  /** Nothing for a tail. */
  readonly y: QuantParams | undefined;
}

/** Its weights as integers, and what they are made of. */
export interface ConvWeights extends IntegerWeights {
  /** Whether the weights take in the scales of the input's channels: it has several in a group. */
  readonly folds: boolean;
  /** What is rounded: the weights, with those scales taken in. */
  readonly reals: Tensor;
  readonly thresholds: Float32Array;
  /** The scale of the input for every output channel, 1 where the weights take it in. */
  readonly xScales: ChannelScales;
  /** The bias that also moves the output to where its zeros stand for 0. */
  readonly bias: Tensor | undefined;
}

/** The integer weights of a convolution. docs/semantics.md, "Scales". */
export function convWeights({ weights, bias, group, thresholds, x, y }: FloatConv): ConvWeights {
  const [channels, perGroup] = weights.shape;
  const own = scalesFor(x, channels);
  const folds = typeof own !== 'number' && perGroup > 1;
  const reals = folds ? foldScales(weights, x.quant!.scale, group) : weights;
  const xScales = folds ? 1 : own;
  const moved = y ? biasToZero(bias, y, channels) : bias;
  const most = folds ? channelMaxima(reals, 0) : thresholds;
  return { folds, reals, thresholds: most, xScales, bias: moved, ...quantiseWeights(reals, most, moved, xScales) };
}
