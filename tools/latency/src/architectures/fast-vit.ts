import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { beside } from './efficient-former';
import { gated } from './squeeze';

/** Channels of one head. */
const HEAD = 32;

/** A depthwise convolution. */
const depthwise = (net: Draft, x: ValueId, kernel: number, channels = net.channels(x), stride = 1) =>
  net.conv(x, channels, { kernel, stride, group: net.channels(x) });

/** A depthwise 7×7, then `ratio` times the channels between two 1×1. */
function feedForward(net: Draft, x: ValueId, ratio: number): ValueId {
  const own = net.channels(x);
  return net.conv(net.conv(depthwise(net, x, 7), ratio * own, { act: 'gelu' }), own);
}

/** Every pixel attends to all; queries, keys and values are one linear layer without a bias. */
function attention(net: Draft, x: ValueId): ValueId {
  const [, c, h, w] = net.shape(x);
  const tokens = net.transpose(net.reshape(x, 1, c, h * w), 0, 2, 1);
  const qkv = net.reshape(net.project(tokens, 3 * c, false), 1, h * w, 3, c / HEAD, HEAD);
  const [q, k, v] = net.unstack(net.transpose(qkv, 2, 0, 3, 1, 4));
  const scores = net.matmul(net.times(q, HEAD ** -0.5), net.transpose(k, 0, 1, 3, 2));
  const mixed = net.transpose(net.matmul(net.softmax(scores, 3), v), 0, 2, 1, 3);
  const y = net.project(net.reshape(mixed, 1, h * w, c), c);
  return net.reshape(net.transpose(y, 0, 2, 1), 1, c, h, w);
}

/**
 * Vasu et al. 2023 (FastViT), deployed: a mixer with its shortcut and its norms is one depthwise 3×3. Blocks of the
 * last stage may attend instead, behind a depthwise 7×7 that tells where a pixel is.
 */
export function fastVit(
  name: string,
  width: number,
  blocks: readonly number[],
  ratio: number,
  attends = false,
): Graph<'imported'> {
  const net = new Draft(name, 224);
  let x = net.conv(net.image, width, { kernel: 3, stride: 2, act: 'gelu' });
  x = net.act(depthwise(net, x, 3, width, 2), 'gelu');
  x = net.conv(x, width, { act: 'gelu' });
  blocks.forEach((count, stage) => {
    const own = width * 2 ** stage;
    if (stage > 0) x = net.conv(depthwise(net, x, 7, own, 2), own, { act: 'gelu' });
    const attending = attends && stage === blocks.length - 1;
    if (attending) x = depthwise(net, x, 7);
    for (let i = 0; i < count; i++) {
      x = attending ? beside(net, x, attention(net, net.batchNorm(x))) : depthwise(net, x, 3);
      x = beside(net, x, feedForward(net, x, ratio));
    }
  });
  const wide = 2 * net.channels(x);
  x = net.act(gated(net, depthwise(net, x, 3, wide), wide / 16, 'sigmoid'), 'gelu');
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

export const fastVitT8 = () => fastVit('fastvit_t8', 48, [2, 2, 4, 2], 3);
export const fastVitS12 = () => fastVit('fastvit_s12', 64, [2, 2, 6, 2], 4);
export const fastVitSa12 = () => fastVit('fastvit_sa12', 64, [2, 2, 6, 2], 4, true);
