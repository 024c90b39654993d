import { Reshape as op } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { defineExporter } from './exporter';

/** Reshape with its shape as a second input. */
export const Reshape = defineExporter(op, (site) => {
  const { shape } = site.attrs;
  site.emit('Reshape', [site.inputs[0], site.constant('shape', int64([shape.length], shape))], site.outputs);
});
