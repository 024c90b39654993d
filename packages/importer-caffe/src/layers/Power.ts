import { Pow } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { affine } from './support/affine';

/** `(shift + scale·x)^power`: `Mul`, `Add`, `Pow`, each only where it changes something. */
export const Power: LayerRule = {
  types: ['Power'],
  translate(site) {
    const param = site.param('power_param');
    const exponent = param.real('power', 1);
    const steps = affine(param.real('scale', 1), param.real('shift', 0));
    if (exponent !== 1) steps.push({ op: Pow, attrs: { exponent } });
    return site.chain(site.only, steps);
  },
};
