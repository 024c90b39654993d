import { BatchNormalization } from '@openbpu/ops';
import { float32, makeTensor } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

/**
 * `BatchNormalization` with scale 1 and bias 0. Blobs: mean [c], variance [c], and the factor both were accumulated by
 * [1]; they are divided by it, or taken as 0 where it is 0.
 */
export const BatchNorm: LayerRule = {
  types: ['BatchNorm'],
  translate(site) {
    const x = site.only;
    const [, channels = 1] = site.shapeOf(x);
    const param = site.param('batch_norm_param');
    if (!param.flag('use_global_stats', true)) site.unsupported('use_global_stats: false');
    param.real('moving_average_fraction');
    const epsilon = Math.fround(param.real('eps', 1e-5));
    const mean = site.blob(0, [channels], 'mean');
    const variance = site.blob(1, [channels], 'variance');
    const [factor] = site.blob(2, [1], 'scale factor').data;
    const by = factor === 0 ? 0 : 1 / factor;
    const ones = float32([channels], new Float32Array(channels).fill(1));
    const constants = [
      site.constant('scale', ones),
      site.constant('bias', makeTensor('float32', [channels])),
      site.constant(
        'mean',
        float32(
          [channels],
          mean.data.map((m) => m * by),
        ),
      ),
      site.constant(
        'variance',
        float32(
          [channels],
          variance.data.map((v) => v * by),
        ),
      ),
    ];
    return site.finish(BatchNormalization, [x, ...constants], { epsilon });
  },
};
