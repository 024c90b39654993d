import { Pow as op } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { defineExporter } from './exporter';

/** Pow with its exponent as a second input. */
export const Pow = defineExporter(op, (site) =>
  site.emit('Pow', [site.inputs[0], site.constant('exponent', float32([], [site.attrs.exponent]))], site.outputs),
);
