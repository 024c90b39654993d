import { Abs } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Abs`. */
export const AbsVal: LayerRule = {
  types: ['AbsVal'],
  translate: (site) => site.finish(Abs, [site.only]),
};
