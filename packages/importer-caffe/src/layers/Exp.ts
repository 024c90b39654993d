import { Exp as ExpOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { affine } from './support/affine';

/** `base^(shift + scale·x) = exp(ln(base)·(shift + scale·x))`; a base of −1 is e. */
export const Exp: LayerRule = {
  types: ['Exp'],
  translate(site) {
    const param = site.param('exp_param');
    const base = param.real('base', -1);
    if (base !== -1 && !(base > 0)) site.refuse(`base ${base} is neither −1 nor positive`);
    const k = base === -1 ? 1 : Math.log(base);
    return site.chain(site.only, [...affine(k * param.real('scale', 1), k * param.real('shift', 0)), { op: ExpOp }]);
  },
};
