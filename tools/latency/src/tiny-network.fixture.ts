import type { Graph } from '@openbpu/ir';
import { Draft } from './draft';

/** A network of one stage and a head of classes: [1, 16, 16, 4] floats come out. */
export function tinyNetwork(): Graph<'imported'> {
  const net = new Draft('tiny', 32);
  const x = net.conv(net.image, 8, { kernel: 3, stride: 2, act: 'relu' });
  return net.finish([net.toNhwc(net.conv(net.add(x, net.conv(x, 8, { kernel: 3 })), 4))]);
}
