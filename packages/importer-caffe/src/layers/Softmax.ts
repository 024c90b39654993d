import { Softmax as SoftmaxOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Softmax`, by default over the channels. */
export const Softmax: LayerRule = {
  types: ['Softmax'],
  translate(site) {
    const x = site.only;
    return site.finish(SoftmaxOp, [x], { axis: site.axis(site.param('softmax_param').int('axis', -8, 1), x) });
  },
};
