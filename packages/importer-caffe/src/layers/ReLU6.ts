import { Clip } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Clip` to 0..6. */
export const ReLU6: LayerRule = {
  types: ['ReLU6'],
  translate: (site) => site.finish(Clip, [site.only], { min: 0, max: 6 }),
};
