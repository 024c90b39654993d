import { Log as LogOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { affine } from './support/affine';

/** `log_base(shift + scale·x) = ln(shift + scale·x) / ln(base)`; a base of −1 is e. */
export const Log: LayerRule = {
  types: ['Log'],
  translate(site) {
    const param = site.param('log_param');
    const base = param.real('base', -1);
    if (base !== -1 && (!(base > 0) || base === 1))
      site.refuse(`base ${base} is neither −1 nor a positive number other than 1`);
    const before = affine(param.real('scale', 1), param.real('shift', 0));
    return site.chain(site.only, [...before, { op: LogOp }, ...affine(base === -1 ? 1 : 1 / Math.log(base), 0)]);
  },
};
