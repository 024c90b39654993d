import type { QuantiseSite } from '@openbpu/ir';
import { type TensorType, float32, multiplierOf, sizeOf } from '@openbpu/tensor';
import { Reshape } from '../float/Reshape';
import { HzSQuantizedConv } from '../integer/HzSQuantizedConv';
import { clampBounds, quantiseBias, quantiseWeights } from './weights';

/**
 * The integer form of `x · factor[c] + shift[c]`, c along dimension 1: a depthwise convolution of one tap. What is no
 * image becomes one for it, [n, c, 1, rest].
 */
export function quantiseChannels<A>(
  site: QuantiseSite<A>,
  factor: Float32Array,
  shift: Float32Array,
): readonly string[] {
  const [x, y] = [site.input(0), site.output(0)];
  const { shape } = x.type;
  const [n, channels] = shape;
  const bias = float32([channels], shift);
  const weights = quantiseWeights(float32([channels, 1, 1, 1], factor), factor.map(Math.abs), bias, x.scale);
  const multiplier = weights.scale.map((scale) => multiplierOf(x.scale, scale, y.scale));
  const constants = [
    site.addConstant('weight', weights.q),
    site.addConstant('bias', quantiseBias(bias, x.scale, weights.scale)),
    site.addConstant('multiplier', float32([channels], multiplier)),
  ];
  const attrs = { kernel: [1, 1], group: channels, ...clampBounds(-Infinity, Infinity, y.type.quant!, y.dtype) };
  if (shape.length === 4) return [site.emit(HzSQuantizedConv, [x.id, ...constants], attrs, y.type)];
  const image = [n, channels, 1, sizeOf(shape.slice(2))];
  const as = (type: TensorType): TensorType => ({ ...type, shape: image, layout: 'none' });
  const reshaped = site.emit(Reshape, [x.id], { shape: image }, as(x.type), 'image');
  const scaled = site.emit(HzSQuantizedConv, [reshaped, ...constants], attrs, as(y.type), 'channels');
  return [site.emit(Reshape, [scaled], { shape: [...shape] }, y.type)];
}
