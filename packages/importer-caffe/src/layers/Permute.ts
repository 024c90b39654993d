import { Transpose } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Transpose`; dimensions that `order` does not name follow in their own order. */
export const Permute: LayerRule = {
  types: ['Permute'],
  translate(site) {
    const x = site.only;
    const rank = site.shapeOf(x).length;
    const order = site.param('permute_param').ints('order', 0);
    if (new Set(order).size !== order.length || order.some((axis) => axis >= rank))
      site.refuse(`order ${order.join(', ')} does not name dimensions of 0..${rank - 1} once each`);
    const rest = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !order.includes(axis));
    return site.finish(Transpose, [x], { perm: [...order, ...rest] });
  },
};
