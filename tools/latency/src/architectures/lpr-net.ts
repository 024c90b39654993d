import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** Characters of a Chinese plate, and the blank. */
const CLASSES = 68;

/** A quarter of the channels through a column of three and a row of three. */
function smallBlock(net: Draft, x: ValueId, channels: number): ValueId {
  const inner = channels / 4;
  const column = net.conv(net.conv(x, inner, { act: 'relu' }), inner, { kernel: [3, 1], act: 'relu' });
  return net.conv(net.conv(column, inner, { kernel: [1, 3], act: 'relu' }), channels, { act: 'relu' });
}

/** The largest of 3×3 pixels in every second column, of every `step`-th channel: that axis is pooled at the end. */
function pool(net: Draft, x: ValueId, step: number): ValueId {
  const channels = net.maxPool(net.toNhwc(net.maxPool(x, 3, [1, 2], 0)), 1, [1, step], 0);
  return net.transpose(channels, 0, 3, 1, 2);
}

/** By the mean of its squares. */
const scaled = (net: Draft, x: ValueId) => net.div(x, net.mean(net.squared(x), [0, 1, 2, 3], false));

/**
 * Zherzdev and Gruzdev 2018 (LPRNet) without its spatial transformer, as it is used in public: a plate of 24×94, what
 * four depths say of it joined, a class of each column.
 */
export function lprNet(): Graph<'imported'> {
  const net = new Draft('lprnet', [24, 94]);
  const first = net.conv(net.image, 64, { kernel: 3, pad: 0, act: 'relu' });
  const second = smallBlock(net, net.maxPool(first, 3, 1, 0), 128);
  const third = smallBlock(net, smallBlock(net, pool(net, second, 2), 256), 256);
  const wide = net.conv(pool(net, third, 4), 256, { kernel: [1, 4], pad: 0, act: 'relu' });
  const fourth = net.conv(wide, CLASSES, { kernel: [13, 1], pad: 0, act: 'relu' });
  const depths = [net.averagePool(first, 5, 5), net.averagePool(second, 5, 5), net.averagePool(third, [4, 10], [4, 2])];
  const joined = net.concat(...[...depths, fourth].map((x) => scaled(net, x)));
  return net.finish([net.mean(net.conv(joined, CLASSES), [2], false)]);
}
