import { Add, Div, Mul, ReduceMean, Sqrt, Sub } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

/**
 * `(x − mean) / (sqrt(variance) + eps)` over each plane, or over the whole image with `across_channels`; without
 * `normalize_variance` only the mean goes. Written as ReduceMean, Sub, Mul, ReduceMean, Sqrt, Add, Div.
 */
export const MVN: LayerRule = {
  types: ['MVN'],
  translate(site) {
    const x = site.only;
    site.image(x);
    const param = site.param('mvn_param');
    const attrs = { axes: param.flag('across_channels', false) ? [1, 2, 3] : [2, 3], keepdims: true };
    const eps = param.real('eps', 1e-9);
    const mean = site.step('mean', ReduceMean, [x], attrs);
    if (!param.flag('normalize_variance', true)) return site.finish(Sub, [x, mean]);
    const centred = site.step('centred', Sub, [x, mean]);
    const variance = site.step('variance', ReduceMean, [site.step('square', Mul, [centred, centred])], attrs);
    const deviation = site.step('add', Add, [
      site.step('deviation', Sqrt, [variance]),
      site.constant('eps', float32([], [eps])),
    ]);
    return site.finish(Div, [centred, deviation]);
  },
};
