import { PRelu } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `PRelu` with one slope per channel [c], or one for all ([1]) with `channel_shared`. */
export const PReLU: LayerRule = {
  types: ['PReLU'],
  translate(site) {
    const x = site.only;
    const [, channels = 1] = site.shapeOf(x);
    const slopes = site.param('prelu_param').flag('channel_shared', false) ? 1 : channels;
    return site.finish(PRelu, [x, site.constant('slope', site.blob(0, [slopes], 'slope'))]);
  },
};
