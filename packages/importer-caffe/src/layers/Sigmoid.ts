import { Sigmoid as SigmoidOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Sigmoid`. */
export const Sigmoid: LayerRule = {
  types: ['Sigmoid'],
  translate: (site) => site.finish(SigmoidOp, [site.only]),
};
