import { Identity } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Identity`: outside of training nothing is dropped. The ratio is of no interest. */
export const Dropout: LayerRule = {
  types: ['Dropout'],
  translate(site) {
    const param = site.param('dropout_param');
    param.real('dropout_ratio');
    if (!param.flag('scale_train', true)) site.unsupported('scale_train: false');
    return site.finish(Identity, [site.only]);
  },
};
