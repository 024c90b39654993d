import { Conv, ConvTranspose } from '@openbpu/ops';
import { sizeOf } from '@openbpu/tensor';
import type { LayerSite } from '../graph/layer-site';
import type { LayerRule } from './layer-rule';
import { spatial } from './support/spatial';

/** The geometry both convolutions share, as the ops take it. */
interface ConvolutionParam {
  readonly cout: number;
  readonly group: number;
  readonly bias: boolean;
  readonly attrs: {
    readonly kernel: readonly [number, number];
    readonly strides: readonly [number, number];
    readonly dilations: readonly [number, number];
    readonly pads: readonly [number, number, number, number];
    readonly group: number;
  };
}

/** Reads `convolution_param`. `depthwise` makes one group per input channel. */
function convolutionParam(site: LayerSite, cin: number, depthwise: boolean): ConvolutionParam {
  const param = site.param('convolution_param');
  const axis = param.int('axis', -4, 1);
  if (axis !== 1 && axis !== -3) site.unsupported(`axis ${axis}`);
  const cout = param.int('num_output', 1) ?? (depthwise ? cin : site.refuse('num_output is missing'));
  const kernel = spatial(param, 'kernel', 1, 'kernel_size') ?? site.refuse('kernel_size is missing');
  const [top, left] = spatial(param, 'pad', 0) ?? [0, 0];
  const written = param.int('group', 1, 1);
  const group = depthwise ? cin : written;
  if (cin % group !== 0 || cout % group !== 0)
    site.refuse(`group ${group} does not divide ${cin} input and ${cout} output channels`);
  return {
    cout,
    group,
    bias: param.flag('bias_term', true),
    attrs: {
      kernel,
      strides: spatial(param, 'stride', 1) ?? [1, 1],
      dilations: spatial(param, 'dilation', 1) ?? [1, 1],
      pads: [top, left, top, left],
      group,
    },
  };
}

/** Weight and, with `bias_term`, bias as constants: the inputs behind the image. */
function convolutionConstants(site: LayerSite, shape: readonly number[], { cout, bias }: ConvolutionParam): string[] {
  if (sizeOf(shape) === 0) site.refuse('its weights have no elements');
  const weight = site.constant('weight', site.blob(0, shape, 'weight'));
  return bias ? [weight, site.constant('bias', site.blob(1, [cout], 'bias'))] : [weight];
}

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
