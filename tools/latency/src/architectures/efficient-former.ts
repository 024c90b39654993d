import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** Two heads, one of them for the distillation; both are asked and the mean is the answer. */
export const twoHeads = (net: Draft, x: ValueId) =>
  net.div(net.add(net.linear(x, 1000), net.linear(x, 1000)), net.number(2));

/** What is mixed, every channel times a number of its own, beside a shortcut. */
export const beside = (net: Draft, x: ValueId, y: ValueId) => net.add(x, net.scale(y));

/** Four times the channels between two 1×1, on maps. */
const widened = (net: Draft, x: ValueId) =>
  net.conv(net.conv(x, 4 * net.channels(x), { act: 'gelu' }), net.channels(x));

/** Attention of the rows of [1, tokens, c] with a bias for every pair: 8 heads, keys of 32, values of 128. */
function attention(net: Draft, x: ValueId): ValueId {
  const [, tokens, c] = net.shape(x);
  const qkv = net.transpose(net.reshape(net.project(x, 8 * 192), 1, tokens, 8, 192), 0, 2, 1, 3);
  const [q, k, v] = net.splitAt(qkv, 3, 32, 32, 128);
  const scores = net.times(net.matmul(q, net.transpose(k, 0, 1, 3, 2)), 32 ** -0.5);
  const mixed = net.matmul(net.softmax(net.add(scores, net.noise([8, tokens, tokens])), 3), v);
  return net.project(net.reshape(net.transpose(mixed, 0, 2, 1, 3), 1, tokens, 8 * 128), c);
}

/**
 * Li et al. 2022 (EfficientFormer), L1: blocks that pool, on maps, then one that attends, on tokens. 12.3 million
 * parameters with the batch normalisations, which the exporter folds.
 */
export function efficientFormerL1(): Graph<'imported'> {
  const net = new Draft('efficientformer_l1', 224);
  const widths = [48, 96, 224, 448];
  let x = net.conv(net.image, widths[0] / 2, { kernel: 3, stride: 2, act: 'relu' });
  x = net.conv(x, widths[0], { kernel: 3, stride: 2, act: 'relu' });
  [3, 2, 6, 3].forEach((count, stage) => {
    if (stage > 0) x = net.conv(x, widths[stage], { kernel: 3, stride: 2 });
    for (let i = 0; i < count; i++) {
      x = beside(net, x, net.sub(net.meanOfNeighbours(x), x));
      x = beside(net, x, widened(net, x));
    }
  });
  const [, c, h, w] = net.shape(x);
  const scaled = (y: ValueId) => net.mul(y, net.noise([c]));
  x = net.transpose(net.reshape(x, 1, c, h * w), 0, 2, 1);
  x = net.add(x, scaled(attention(net, net.layerNorm(x))));
  const wide = net.act(net.project(net.layerNorm(x), 4 * c), 'gelu');
  x = net.layerNorm(net.add(x, scaled(net.project(wide, c))));
  return net.finish([twoHeads(net, net.mean(x, [1], false))]);
}
