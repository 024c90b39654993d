import type { Graph } from '@openbpu/ir';
import { Draft } from '../draft';

/** Ding et al. 2021 (RepVGG), deployed: one 3×3 convolution a block, every second one in `group` groups. */
export function repVgg(
  name: string,
  blocks: readonly number[],
  widths: readonly number[],
  group = 1,
): Graph<'imported'> {
  const net = new Draft(name, 224);
  let x = net.conv(net.image, Math.min(64, widths[0]), { kernel: 3, stride: 2, act: 'relu' });
  let layer = 1;
  blocks.forEach((count, stage) => {
    for (let i = 0; i < count; i++, layer++)
      x = net.conv(x, widths[stage], {
        kernel: 3,
        stride: i === 0 ? 2 : 1,
        act: 'relu',
        group: layer % 2 === 0 ? group : 1,
      });
  });
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

const A = [2, 4, 14, 1];
const B = [4, 6, 16, 1];

export const repVggA0 = () => repVgg('repvgg_a0', A, [48, 96, 192, 1280]);
export const repVggA1 = () => repVgg('repvgg_a1', A, [64, 128, 256, 1280]);
export const repVggA2 = () => repVgg('repvgg_a2', A, [96, 192, 384, 1408]);
export const repVggB0 = () => repVgg('repvgg_b0', B, [64, 128, 256, 1280]);
export const repVggB1g2 = () => repVgg('repvgg_b1g2', B, [128, 256, 512, 2048], 2);
export const repVggB1g4 = () => repVgg('repvgg_b1g4', B, [128, 256, 512, 2048], 4);
