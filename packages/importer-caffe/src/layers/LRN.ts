import { OnnxOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { onnxAttrs } from './support/onnx-attrs';

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
