import { Softplus } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Softplus`, log(1 + exp(x)). */
export const BNLL: LayerRule = {
  types: ['BNLL'],
  translate: (site) => site.finish(Softplus, [site.only]),
};
