import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** Depthwise 7×7, normalised, four times the channels between two 1×1, a factor of each channel, the input added. */
function block(net: Draft, x: ValueId): ValueId {
  const own = net.channels(x);
  const y = net.channelNorm(net.conv(x, own, { kernel: 7, group: own }));
  return net.add(net.scale(net.conv(net.conv(y, 4 * own, { act: 'gelu' }), own)), x);
}

/**
 * Liu et al. 2022 (ConvNeXt) in the small sizes that came later, 224×224: widths double from stage to stage, a
 * normalisation and a 2×2 of stride 2 between them.
 */
export function convNeXt(name: string, width: number, blocks: readonly number[]): Graph<'imported'> {
  const net = new Draft(name, 224);
  let x = net.channelNorm(net.conv(net.image, width, { kernel: 4, stride: 4, pad: 0 }));
  blocks.forEach((count, stage) => {
    if (stage > 0) x = net.conv(net.channelNorm(x), 2 * net.channels(x), { kernel: 2, stride: 2, pad: 0 });
    for (let i = 0; i < count; i++) x = block(net, x);
  });
  return net.finish([net.linear(net.channelNorm(net.globalAveragePool(x)), 1000)]);
}

export const convNeXtFemto = () => convNeXt('convnext_femto', 48, [2, 2, 6, 2]);
export const convNeXtPico = () => convNeXt('convnext_pico', 64, [2, 2, 6, 2]);
export const convNeXtNano = () => convNeXt('convnext_nano', 80, [2, 2, 8, 2]);
