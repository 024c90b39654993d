import * as ops from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { intAttribute } from '../proto/attribute';
import { defineExporter } from './exporter';

/** Expand with its shape as a second input. */
export const Expand = defineExporter(ops.Expand, (site) => {
  const { shape } = site.attrs;
  site.emit('Expand', [site.inputs[0], site.constant('shape', int64([shape.length], shape))], site.outputs);
});

/** Reshape with its shape as a second input. */
export const Reshape = defineExporter(ops.Reshape, (site) => {
  const { shape } = site.attrs;
  site.emit('Reshape', [site.inputs[0], site.constant('shape', int64([shape.length], shape))], site.outputs);
});

/** Split with its sizes as a second input. */
export const Split = defineExporter(ops.Split, (site) => {
  const { axis, sizes } = site.attrs;
  site.emit('Split', [site.inputs[0], site.constant('sizes', int64([sizes.length], sizes))], site.outputs, [
    intAttribute('axis', axis),
  ]);
});
