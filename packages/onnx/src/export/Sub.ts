import { Sub as op } from '@openbpu/ops';
import { withActivation } from './activation';
import { defineExporter } from './exporter';

/** Sub, and a Relu or Clip where an activation is folded. */
export const Sub = defineExporter(op, (site) =>
  withActivation(site, (output) => site.emit('Sub', site.inputs, [output])),
);
