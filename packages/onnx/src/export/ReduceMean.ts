import { ReduceMean as op } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { intAttribute, intsAttribute } from '../proto/attribute';
import { defineExporter } from './exporter';

/** ReduceMean with its axes as an attribute, and as an input since opset 18. */
export const ReduceMean = defineExporter(op, (site) => {
  const { axes, keepdims } = site.attrs;
  const keep = intAttribute('keepdims', keepdims ? 1 : 0);
  if (site.opset < 18) site.emit('ReduceMean', site.inputs, site.outputs, [intsAttribute('axes', axes), keep]);
  else
    site.emit('ReduceMean', [...site.inputs, site.constant('axes', int64([axes.length], axes))], site.outputs, [keep]);
});
