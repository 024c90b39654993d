import { OnnxOp } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';
import { onnxAttrs } from './support/onnx-attrs';

/** 1 where x is above the threshold, else 0: ONNX's Greater and a Cast. */
export const Threshold: LayerRule = {
  types: ['Threshold'],
  translate(site) {
    const x = site.only;
    const shape = site.shapeOf(x);
    const threshold = site.constant('threshold', float32([], [site.param('threshold_param').real('threshold', 0)]));
    const above = site.step('above', OnnxOp, [x, threshold], onnxAttrs('Greater', {}, 'bool', shape));
    return site.finish(OnnxOp, [above], onnxAttrs('Cast', { to: 1 }, 'float32', shape));
  },
};
