import { Tanh } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Tanh`. */
export const TanH: LayerRule = {
  types: ['TanH'],
  translate: (site) => site.finish(Tanh, [site.only]),
};
