import { ConvTranspose } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { convolutionConstants, convolutionParam } from './support/convolution';

/** `ConvTranspose`. Weight blob [cin, cout/group, kh, kw]; output size `stride·(in−1) + dilation·(k−1) + 1 − 2·pad`. */
export const Deconvolution: LayerRule = {
  types: ['Deconvolution'],
  translate(site) {
    const x = site.only;
    const [, cin] = site.image(x);
    const param = convolutionParam(site, cin, false);
    const constants = convolutionConstants(site, [cin, param.cout / param.group, ...param.attrs.kernel], param);
    return site.finish(ConvTranspose, [x, ...constants], param.attrs);
  },
};
