import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import { type ChannelScales, scaleAt } from './channel-scales';

/**
 * The weights of a convolution, [cout, cin/group, …], with the scales of its input channels taken in:
 * `fround(w[o, i] · s_x[g·cin/group + i])`, g the group of o. The input then has the scale 1.
 */
export function foldScales(weights: Tensor, scales: ChannelScales, group: number): Tensor<'float32'> {
  const [cout, perGroup, ...window] = weights.shape;
  const taps = window.reduce((a, b) => a * b, 1);
  const outputs = cout / group;
  const data = expectDType(weights, 'float32').data.map((w, at) => {
    const o = Math.floor(at / (perGroup * taps));
    const i = Math.floor(at / taps) % perGroup;
    return w * scaleAt(scales, Math.floor(o / outputs) * perGroup + i);
  });
  return float32(weights.shape, data);
}
