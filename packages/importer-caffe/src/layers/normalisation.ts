import {
  Add,
  BatchNormalization,
  L2Normalization,
  LayerNormalization,
  Mul,
  OnnxOp,
  ReduceMean,
  Sub,
} from '@openbpu/ops';
import { type Tensor, float32, makeTensor } from '@openbpu/tensor';
import type { LayerSite } from '../graph/layer-site';
import type { LayerRule } from './layer-rule';
import { onnxAttrs } from './support/onnx-attrs';

/** Numbers per channel, [c] each. */
interface Statistics {
  readonly mean: Tensor<'float32'>;
  readonly variance: Tensor<'float32'>;
  readonly scale?: Tensor<'float32'>;
  readonly shift?: Tensor<'float32'>;
}

/**
 * `BatchNormalization` with scale 1 and bias 0. Blobs: mean [c], variance [c], and the factor both were accumulated by
 * [1]; they are divided by it, or taken as 0 where it is 0. Files without the factor (two blobs) hold mean and variance
 * as they are; files of five blobs, or with `scale_bias`, have scale [c] and bias [c] behind the factor.
 */
export const BatchNorm: LayerRule = {
  types: ['BatchNorm'],
  translate(site) {
    const channels = channelsOf(site);
    const param = site.param('batch_norm_param');
    if (!param.flag('use_global_stats', true)) site.unsupported('use_global_stats: false');
    param.real('moving_average_fraction');
    const count = site.blobCount();
    const affine = param.flag('scale_bias', count === 5);
    const mean = site.blob(0, [channels], 'mean');
    const variance = site.blob(1, [channels], 'variance');
    const factor = count === 2 ? 1 : site.blob(2, [1], 'scale factor').data[0];
    const by = factor === 0 ? 0 : 1 / factor;
    const times = ({ data }: Tensor<'float32'>) =>
      float32(
        [channels],
        data.map((value) => value * by),
      );
    return normalise(site, param.real('eps', 1e-5), {
      mean: times(mean),
      variance: times(variance),
      ...(affine ? { scale: site.blob(3, [channels], 'scale'), shift: site.blob(4, [channels], 'bias') } : {}),
    });
  },
};

/**
 * Of the forks that train scale and shift in one layer. Four blobs: scale, shift, mean, variance, [c] each. Two blobs:
 * scale and shift alone, the statistics already folded in (`bn_mode: INFERENCE`): `Mul` and `Add`.
 */
export const BN: LayerRule = {
  types: ['BN'],
  translate(site) {
    const channels = channelsOf(site);
    const param = site.param('bn_param');
    const mode = param.word('bn_mode', ['LEARN', 'INFERENCE']);
    param.flag('frozen', false);
    param.real('momentum');
    const epsilon = param.real('eps', 1e-5);
    const scale = site.blob(0, [channels], 'scale');
    const shift = site.blob(1, [channels], 'shift');
    if (site.blobCount() > 2)
      return normalise(site, epsilon, {
        scale,
        shift,
        mean: site.blob(2, [channels], 'mean'),
        variance: site.blob(3, [channels], 'variance'),
      });
    if (mode !== 'INFERENCE')
      site.unsupported('a BN of the statistics of its batch (two blobs without bn_mode: INFERENCE)');
    const own = site.shapeOf(site.only).map((dim, i) => (i === 1 ? dim : 1));
    const constant = (suffix: string, { data }: Tensor<'float32'>) => site.constant(suffix, float32(own, data));
    return site.finish(Add, [site.step('mul', Mul, [site.only, constant('scale', scale)]), constant('shift', shift)]);
  },
};

function channelsOf(site: LayerSite): number {
  const [, channels = 1] = site.shapeOf(site.only);
  return channels;
}

function normalise(site: LayerSite, epsilon: number, { mean, variance, scale, shift }: Statistics) {
  const { shape } = mean;
  const constants = [
    site.constant('scale', scale ?? float32(shape, new Float32Array(shape[0]).fill(1))),
    site.constant('bias', shift ?? makeTensor('float32', shape)),
    site.constant('mean', mean),
    site.constant('variance', variance),
  ];
  return site.finish(BatchNormalization, [site.only, ...constants], { epsilon: Math.fround(epsilon) });
}

/** The ONNX operator LRN, taken as it stands: across channels only. Caffe divides alpha by the window as ONNX does. */
export const LRN: LayerRule = {
  types: ['LRN'],
  translate(site) {
    const x = site.only;
    const param = site.param('lrn_param');
    if (param.word('norm_region', ['ACROSS_CHANNELS', 'WITHIN_CHANNEL'], 'ACROSS_CHANNELS') === 'WITHIN_CHANNEL')
      site.unsupported('norm_region WITHIN_CHANNEL');
    const size = param.int('local_size', 1, 5);
    if (size % 2 === 0) site.refuse(`local_size ${size} is even`);
    const attributes = {
      alpha: { float: param.real('alpha', 1) },
      beta: { float: param.real('beta', 0.75) },
      bias: { float: param.real('k', 1) },
      size,
    };
    return site.finish(OnnxOp, [x], onnxAttrs('LRN', attributes, 'float32', site.shapeOf(x)));
  },
};

/**
 * `(x − mean) / (sqrt(variance) + eps)` over each plane, or over the whole image with `across_channels`; without
 * `normalize_variance` only the mean goes, as ReduceMean and Sub.
 */
export const MVN: LayerRule = {
  types: ['MVN'],
  translate(site) {
    const x = site.only;
    site.image(x);
    const param = site.param('mvn_param');
    const axes = param.flag('across_channels', false) ? [1, 2, 3] : [2, 3];
    const epsilon = Math.fround(param.real('eps', 1e-9));
    if (param.flag('normalize_variance', true))
      return site.finish(LayerNormalization, [x], { axes, epsilon, bound: 'added' });
    return site.finish(Sub, [x, site.step('mean', ReduceMean, [x], { axes, keepdims: true })]);
  },
};

/**
 * Of the SSD fork: `scale · x / sqrt(Σ x² + eps)`, the sum over the channels, or over the whole image with
 * `across_spatial` (the default).
 */
export const Normalize: LayerRule = {
  types: ['Normalize'],
  translate(site) {
    const x = site.only;
    const [, c] = site.image(x);
    const param = site.param('norm_param');
    const axes = param.flag('across_spatial', true) ? [1, 2, 3] : [1];
    const scale = site.blob(0, [1, param.flag('channel_shared', true) ? 1 : c, 1, 1], 'scale');
    const epsilon = Math.fround(param.real('eps', 1e-10));
    return site.finish(L2Normalization, [x, site.constant('scale', scale)], { axes, epsilon, bound: 'inside' });
  },
};
