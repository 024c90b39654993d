import { OnnxOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** The ONNX operator LRN, taken as it stands: across channels only. Caffe divides alpha by the window as ONNX does. */
export const LRN: LayerRule = {
  types: ['LRN'],
  translate(site) {
    const x = site.only;
    const param = site.param('lrn_param');
    if (param.word('norm_region', ['ACROSS_CHANNELS', 'WITHIN_CHANNEL'], 'ACROSS_CHANNELS') === 'WITHIN_CHANNEL') site.unsupported('norm_region WITHIN_CHANNEL');
    const size = param.int('local_size', 1, 5);
    if (size % 2 === 0) site.refuse(`local_size ${size} is even`);
    const attributes = { alpha: param.real('alpha', 1), beta: param.real('beta', 0.75), bias: param.real('k', 1), size };
    const { dtype, shape } = site.typeOf(x);
    return site.finish(OnnxOp, [x], { domain: '', opType: 'LRN', opset: 13, attributes, outputTypes: [{ dtype, shape }] });
  },
};
