import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** Qin et al. 2024 (MobileNet v4): [first depthwise kernel or 0, second or 0, expansion, channels, stride]. */
const V4_SMALL = [
  [5, 5, 3, 96, 2],
  [0, 3, 2, 96, 1],
  [0, 3, 2, 96, 1],
  [0, 3, 2, 96, 1],
  [0, 3, 2, 96, 1],
  [3, 0, 4, 96, 1],
  [3, 3, 6, 128, 2],
  [5, 5, 4, 128, 1],
  [0, 5, 4, 128, 1],
  [0, 5, 3, 128, 1],
  [0, 3, 4, 128, 1],
  [0, 3, 4, 128, 1],
];

const V4_MEDIUM = [
  [3, 5, 4, 80, 2],
  [3, 3, 2, 80, 1],
  [3, 5, 6, 160, 2],
  [3, 3, 4, 160, 1],
  [3, 3, 4, 160, 1],
  [3, 5, 4, 160, 1],
  [3, 3, 4, 160, 1],
  [3, 0, 4, 160, 1],
  [0, 0, 2, 160, 1],
  [3, 0, 4, 160, 1],
  [5, 5, 6, 256, 2],
  [5, 5, 4, 256, 1],
  [3, 5, 4, 256, 1],
  [3, 5, 4, 256, 1],
  [0, 0, 4, 256, 1],
  [3, 0, 4, 256, 1],
  [3, 5, 2, 256, 1],
  [5, 5, 4, 256, 1],
  [0, 0, 4, 256, 1],
  [0, 0, 4, 256, 1],
  [5, 0, 2, 256, 1],
];

/** The universal inverted bottleneck: a depthwise convolution may stand before the expansion, after it, or both. */
function universal(net: Draft, x: ValueId, [before, middle, expand, channels, stride]: readonly number[]): ValueId {
  const own = net.channels(x);
  const inner = expand * own;
  let y = before ? net.conv(x, own, { kernel: before, stride: middle ? 1 : stride, group: own }) : x;
  y = net.conv(y, inner, { act: 'relu' });
  if (middle) y = net.conv(y, inner, { kernel: middle, stride, group: inner, act: 'relu' });
  y = net.conv(y, channels);
  return stride === 1 && own === channels ? net.add(x, y) : y;
}

const shrink = (net: Draft, x: ValueId, channels: number) =>
  net.conv(x, channels, { kernel: 3, stride: 2, act: 'relu' });

/** The blocks, and what all have behind them. */
function trunk(net: Draft, x: ValueId, blocks: readonly (readonly number[])[]): Graph<'imported'> {
  const y = blocks.reduce((before, block) => universal(net, before, block), x);
  const pooled = net.globalAveragePool(net.conv(y, 960, { act: 'relu' }));
  return net.finish([net.linear(net.conv(pooled, 1280, { act: 'relu' }), 1000)]);
}

export function mobileNetV4Small(): Graph<'imported'> {
  const net = new Draft('mobilenet_v4_conv_small', 224);
  const x = net.conv(shrink(net, shrink(net, net.image, 32), 32), 32, { act: 'relu' });
  return trunk(net, net.conv(shrink(net, x, 96), 64, { act: 'relu' }), V4_SMALL);
}

/** 256×256. */
export function mobileNetV4Medium(): Graph<'imported'> {
  const net = new Draft('mobilenet_v4_conv_medium', 256);
  return trunk(net, net.conv(shrink(net, shrink(net, net.image, 32), 128), 48), V4_MEDIUM);
}
