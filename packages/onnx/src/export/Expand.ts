import { Expand as op } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { defineExporter } from './exporter';

/** Expand with its shape as a second input. */
export const Expand = defineExporter(op, (site) => {
  const { shape } = site.attrs;
  site.emit('Expand', [site.inputs[0], site.constant('shape', int64([shape.length], shape))], site.outputs);
});
