import { Add, Mul, Pow, ReduceMean } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

/**
 * Of the SSD fork: `scale · x / sqrt(Σ x² + eps)`, the sum over the channels, or over the whole image with
 * `across_spatial` (the default). Written as Mul, ReduceMean, Mul, Add, Pow, Mul, Mul.
 */
export const Normalize: LayerRule = {
  types: ['Normalize'],
  translate(site) {
    const x = site.only;
    const [, c, h, w] = site.image(x);
    const param = site.param('norm_param');
    const everywhere = param.flag('across_spatial', true);
    const scale = site.blob(0, [1, param.flag('channel_shared', true) ? 1 : c, 1, 1], 'scale');
    const count = everywhere ? c * h * w : c;
    const scalar = (name: string, value: number) => site.constant(name, float32([], [value]));
    const mean = site.step('mean', ReduceMean, [site.step('square', Mul, [x, x])], {
      axes: everywhere ? [1, 2, 3] : [1],
      keepdims: true,
    });
    const sum = site.step('sum', Mul, [mean, scalar('count', count)]);
    const shifted = site.step('add', Add, [sum, scalar('eps', param.real('eps', 1e-10))]);
    const inverse = site.step('inverse', Pow, [shifted], { exponent: -0.5 });
    const normal = site.step('normal', Mul, [x, inverse]);
    return site.finish(Mul, [normal, site.constant('scale', scale)]);
  },
};
