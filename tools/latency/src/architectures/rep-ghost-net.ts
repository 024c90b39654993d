import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { rounded } from './rounded';
import { gated } from './squeeze';

/** Chen et al. 2022 (RepGhost), table 2: kernel, channels between the modules, channels, gated, stride. */
const BLOCKS = [
  [3, 8, 16, 0, 1],
  [3, 24, 24, 0, 2],
  [3, 36, 24, 0, 1],
  [5, 36, 40, 1, 2],
  [5, 60, 40, 1, 1],
  [3, 120, 80, 0, 2],
  [3, 100, 80, 0, 1],
  [3, 120, 80, 0, 1],
  [3, 120, 80, 0, 1],
  [3, 240, 112, 1, 1],
  [3, 336, 112, 1, 1],
  [5, 336, 160, 1, 2],
  [5, 480, 160, 0, 1],
  [5, 480, 160, 1, 1],
  [5, 480, 160, 0, 1],
  [5, 480, 160, 1, 1],
];

/** The module as it is deployed: a 1×1 and a depthwise 3×3 that has taken in what stood beside it. */
function module(net: Draft, x: ValueId, channels: number, act: 'relu' | undefined): ValueId {
  const how = act ? { act } : {};
  return net.conv(net.conv(x, channels, how), channels, { kernel: 3, group: channels, ...how });
}

/** RepGhostNet of a width, its branches made one, 224×224. */
export function repGhostNet(name: string, width: number): Graph<'imported'> {
  const net = new Draft(name, 224);
  const wide = (channels: number) => rounded(channels * width, 4, 0.9);
  let x = net.conv(net.image, wide(16), { kernel: 3, stride: 2, act: 'relu' });
  for (const [kernel, base, outer, squeezed, stride] of BLOCKS) {
    const own = net.channels(x);
    const channels = wide(outer);
    const inner = wide(base);
    let y = module(net, x, inner, 'relu');
    if (stride === 2) y = net.conv(y, inner, { kernel, stride, group: inner });
    if (squeezed) y = gated(net, y, rounded(inner / 4, 4), 'hardSigmoid');
    y = module(net, y, channels, undefined);
    const same = stride === 1 && own === channels;
    x = net.add(y, same ? x : net.conv(net.conv(x, own, { kernel, stride, group: own }), channels));
  }
  x = net.globalAveragePool(net.conv(x, wide(960), { act: 'relu' }));
  return net.finish([net.linear(net.conv(x, 1280, { act: 'relu' }), 1000)]);
}

export const repGhostNet100 = () => repGhostNet('repghostnet_100', 1);
export const repGhostNet130 = () => repGhostNet('repghostnet_130', 1.3);
export const repGhostNet150 = () => repGhostNet('repghostnet_150', 1.5);
export const repGhostNet200 = () => repGhostNet('repghostnet_200', 2);
