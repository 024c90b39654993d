import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { rounded } from './rounded';
import { gated } from './squeeze';

/** Squeeze and excitation with a quarter of the channels between its layers, in steps of eight. */
const gate = (net: Draft, x: ValueId) => gated(net, x, rounded(net.channels(x) / 4, 8), 'sigmoid');

/** Twice the channels between two 1×1, beside a shortcut. */
function mixChannels(net: Draft, x: ValueId): ValueId {
  const own = net.channels(x);
  return net.add(x, net.conv(net.conv(x, 2 * own, { act: 'gelu' }), own));
}

const depthwise = (net: Draft, x: ValueId, stride = 1) =>
  net.conv(x, net.channels(x), { kernel: 3, stride, group: net.channels(x) });

/**
 * Wang et al. 2024 (RepViT), deployed: the branches of a depthwise 3×3 are one, the two classifiers are one. Every
 * second block of a stage has squeeze and excitation, the last before a smaller size has none.
 */
export function repViT(name: string, widths: readonly number[], blocks: readonly number[]): Graph<'imported'> {
  const net = new Draft(name, 224);
  let x = net.conv(net.image, widths[0] / 2, { kernel: 3, stride: 2, act: 'gelu' });
  x = net.conv(x, widths[0], { kernel: 3, stride: 2 });
  blocks.forEach((count, stage) => {
    if (stage > 0) {
      x = mixChannels(net, depthwise(net, x));
      x = mixChannels(net, net.conv(depthwise(net, x, 2), widths[stage]));
    }
    for (let i = 0; i < count; i++) {
      const mixed = depthwise(net, x);
      x = mixChannels(net, i % 2 === 0 ? gate(net, mixed) : mixed);
    }
  });
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

export const repViTm09 = () => repViT('repvit_m0_9', [48, 96, 192, 384], [2, 2, 14, 2]);
export const repViTm10 = () => repViT('repvit_m1_0', [56, 112, 224, 448], [2, 2, 14, 2]);
