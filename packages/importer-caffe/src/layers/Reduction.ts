import { Abs, Mul, ReduceMean, Reshape } from '@openbpu/ops';
import { float32, sizeOf } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

/**
 * Everything from `axis` on becomes one number: the tail seen as one dimension (`Reshape`), `ReduceMean` over it, and
 * `Mul` by `coeff` and, for the sums, by its length. `Abs` or a square stands in front for ASUM and SUMSQ.
 */
export const Reduction: LayerRule = {
  types: ['Reduction'],
  translate(site) {
    const x = site.only;
    const shape = site.shapeOf(x);
    const param = site.param('reduction_param');
    const operation = param.word('operation', ['NONE', 'SUM', 'ASUM', 'SUMSQ', 'MEAN'], 'SUM');
    if (operation === 'NONE') site.unsupported('operation NONE');
    const axis = site.axis(param.int('axis', -8, 0), x);
    const length = sizeOf(shape.slice(axis));
    const by = param.real('coeff', 1) * (operation === 'MEAN' ? 1 : length);
    const flat =
      axis === shape.length - 1 ? x : site.step('flatten', Reshape, [x], { shape: [...shape.slice(0, axis), length] });
    const terms =
      operation === 'ASUM'
        ? site.step('abs', Abs, [flat])
        : operation === 'SUMSQ'
          ? site.step('square', Mul, [flat, flat])
          : flat;
    const attrs = { axes: [axis], keepdims: false };
    if (by === 1) return site.finish(ReduceMean, [terms], attrs);
    return site.finish(Mul, [site.step('mean', ReduceMean, [terms], attrs), site.constant('by', float32([], [by]))]);
  },
};
