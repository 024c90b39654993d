import { Reshape, Transpose } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** Channels seen as [group, c/group] and transposed: `Reshape`, `Transpose`, `Reshape`. */
export const ShuffleChannel: LayerRule = {
  types: ['ShuffleChannel'],
  translate(site) {
    const x = site.only;
    const [n, c, h, w] = site.image(x);
    const group = site.param('shuffle_channel_param').int('group', 1, 1);
    if (c % group !== 0) site.refuse(`group ${group} does not divide ${c} channels`);
    const grouped = site.step('group', Reshape, [x], { shape: [n, group, c / group, h, w] });
    const shuffled = site.step('transpose', Transpose, [grouped], { perm: [0, 2, 1, 3, 4] });
    return site.finish(Reshape, [shuffled], { shape: [n, c, h, w] });
  },
};
