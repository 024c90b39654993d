import { OnnxOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { onnxAttrs } from './support/onnx-attrs';

/**
 * ONNX's ArgMax and a Cast to float32, since Caffe's indices are reals. The axis is kept as 1. One index along a stated
 * axis only.
 */
export const ArgMax: LayerRule = {
  types: ['ArgMax'],
  translate(site) {
    const x = site.only;
    const param = site.param('argmax_param');
    if (param.int('top_k', 1, 1) !== 1) site.unsupported('top_k above 1');
    if (param.flag('out_max_val', false)) site.unsupported('out_max_val');
    const axis = site.axis(param.int('axis', -8) ?? site.unsupported('an ArgMax without axis'), x);
    const shape = site.shapeOf(x).with(axis, 1);
    const index = site.step('index', OnnxOp, [x], onnxAttrs('ArgMax', { axis, keepdims: 1 }, 'int64', shape));
    return site.finish(OnnxOp, [index], onnxAttrs('Cast', { to: 1 }, 'float32', shape));
  },
};
