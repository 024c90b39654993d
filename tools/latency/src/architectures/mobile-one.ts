import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** Vasu et al. 2023 (MobileOne), deployed: a depthwise 3×3 and a pointwise convolution a block. */
export function mobileOne(name: string, widths: readonly number[]): Graph<'imported'> {
  const net = new Draft(name, 224);
  const block = (x: ValueId, channels: number, stride: number) =>
    net.conv(net.conv(x, net.channels(x), { kernel: 3, stride, group: net.channels(x), act: 'relu' }), channels, {
      act: 'relu',
    });
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
