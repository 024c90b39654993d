import { Conv } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { convolutionConstants, convolutionParam } from './support/convolution';

const DEPTHWISE = ['ConvolutionDepthwise', 'DepthwiseConvolution'];

/** `Conv`. Weight blob [cout, cin/group, kh, kw]. The depthwise types of forks have one group per input channel. */
export const Convolution: LayerRule = {
  types: ['Convolution', ...DEPTHWISE],
  translate(site) {
    const x = site.only;
    const [, cin] = site.image(x);
    const param = convolutionParam(site, cin, DEPTHWISE.includes(site.layer.type));
    const constants = convolutionConstants(site, [param.cout, cin / param.group, ...param.attrs.kernel], param);
    return site.finish(Conv, [x, ...constants], param.attrs);
  },
};
