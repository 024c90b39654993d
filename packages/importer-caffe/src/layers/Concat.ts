import { Concat as ConcatOp, Identity } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Concat` along `axis` (`concat_dim` in older files), by default the channels. One bottom is passed on. */
export const Concat: LayerRule = {
  types: ['Concat'],
  translate(site) {
    const [x] = site.inputs;
    if (x === undefined) site.refuse('it has no bottom');
    const param = site.param('concat_param');
    const axis = site.axis(param.int('axis', -8) ?? param.int('concat_dim', 0, 1), x);
    return site.inputs.length === 1 ? site.finish(Identity, [x]) : site.finish(ConcatOp, site.inputs, { axis });
  },
};
