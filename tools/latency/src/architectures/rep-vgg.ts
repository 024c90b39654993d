import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** Ding et al. 2021 (RepVGG), deployed: one 3×3 convolution a block, every second one in `group` groups. */
export function repVgg(name: string, blocks: readonly number[], widths: readonly number[], group = 1): Graph<'imported'> {
  const net = new Draft(name, 224);
  let x = net.conv(net.image, Math.min(64, widths[0]), { kernel: 3, stride: 2, act: 'relu' });
  let layer = 1;
  blocks.forEach((count, stage) => {
    for (let i = 0; i < count; i++, layer++) x = net.conv(x, widths[stage], { kernel: 3, stride: i === 0 ? 2 : 1, act: 'relu', group: layer % 2 === 0 ? group : 1 });
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

/** Vasu et al. 2023 (MobileOne), deployed: a depthwise 3×3 and a pointwise convolution a block. */
export function mobileOne(name: string, widths: readonly number[]): Graph<'imported'> {
  const net = new Draft(name, 224);
  const block = (x: ValueId, channels: number, stride: number) =>
    net.conv(net.conv(x, net.channels(x), { kernel: 3, stride, group: net.channels(x), act: 'relu' }), channels, { act: 'relu' });
  let x = net.conv(net.image, Math.min(64, widths[0]), { kernel: 3, stride: 2, act: 'relu' });
  [2, 8, 10, 1].forEach((count, stage) => {
    for (let i = 0; i < count; i++) x = block(x, widths[stage], i === 0 ? 2 : 1);
  });
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

export const mobileOneS0 = () => mobileOne('mobileone_s0', [48, 128, 256, 1024]);
export const mobileOneS1 = () => mobileOne('mobileone_s1', [96, 192, 512, 1280]);
export const mobileOneS2 = () => mobileOne('mobileone_s2', [96, 256, 640, 2048]);
export const mobileOneS3 = () => mobileOne('mobileone_s3', [128, 320, 768, 2048]);
