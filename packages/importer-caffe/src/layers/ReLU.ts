import { LeakyRelu, Relu } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Relu`; with a `negative_slope`, `LeakyRelu`. */
export const ReLU: LayerRule = {
  types: ['ReLU'],
  translate(site) {
    const alpha = site.param('relu_param').real('negative_slope', 0);
    return alpha === 0
      ? site.finish(Relu, [site.only])
      : site.finish(LeakyRelu, [site.only], { alpha: Math.fround(alpha) });
  },
};
