import type { Conv } from '../instruction/conv';
import type { DwConv } from '../instruction/dwconv';
import type { Gemm } from '../instruction/gemm';
import type { MacArray } from '../features';
import type { View } from '../region';

/**
 * One instruction of the tensor queue as the MAC array sees it: `times` products of [outputs, depth] by [depth,
 * pixels].
 */
export interface MacWork {
  readonly outputs: number;
  readonly depth: number;
  readonly pixels: number;
  readonly times: number;
}

/**
 * Window and input channels fill the depth together; depthwise, nothing is summed over channels, and every tap is a
 * product by itself.
 */
export function macWork(i: Conv<View> | DwConv<View> | Gemm<View>): MacWork {
  if (i.kind === 'gemm') return { outputs: i.y.shape[1], depth: i.x.shape[1], pixels: i.y.shape[0], times: 1 };
  const [n, oh, ow, channels] = i.y.shape;
  const pixels = n * oh * ow;
  const window = i.kernel[0] * i.kernel[1];
  return i.kind === 'dwconv'
    ? { outputs: channels, depth: 1, pixels, times: window }
    : { outputs: channels / i.group, depth: window * i.weights.shape[3], pixels, times: i.group };
}

/** Multiply-accumulates. */
export function macsOf({ outputs, depth, pixels, times }: MacWork): number {
  return outputs * depth * pixels * times;
}

/** Each side of the array takes its dimension in steps of its own length. */
export function macCycles(
  { outputs, depth, pixels, times }: MacWork,
  { outputChannels, inputChannels, pixels: side }: MacArray,
): number {
  return times * Math.ceil(outputs / outputChannels) * Math.ceil(depth / inputChannels) * Math.ceil(pixels / side);
}
