import { AveragePool, GlobalAveragePool, GlobalMaxPool, MaxPool } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { poolWindow } from './support/pool-window';

/** `MaxPool`, `AveragePool` with Caffe's ceil rule as explicit pads, or their global forms. */
export const Pooling: LayerRule = {
  types: ['Pooling'],
  translate(site) {
    const x = site.only;
    const image = site.image(x);
    const param = site.param('pooling_param');
    const pool = param.word('pool', ['MAX', 'AVE', 'STOCHASTIC'], 'MAX');
    if (pool === 'STOCHASTIC') site.unsupported('stochastic pooling');
    if (site.topCount > 1) site.unsupported('the mask of a pooling as a second top');
    if (param.flag('global_pooling', false))
      return site.finish(pool === 'MAX' ? GlobalMaxPool : GlobalAveragePool, [x]);
    const { counted, ...window } = poolWindow(site, param, image);
    return pool === 'MAX'
      ? site.finish(MaxPool, [x], { ...window })
      : site.finish(AveragePool, [x], { ...window, counted });
  },
};
