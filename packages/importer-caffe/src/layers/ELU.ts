import { Elu } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Elu`. */
export const ELU: LayerRule = {
  types: ['ELU'],
  translate: (site) => site.finish(Elu, [site.only], { alpha: Math.fround(site.param('elu_param').real('alpha', 1)) }),
};
