import { Add as op } from '@openbpu/ops';
import { withActivation } from './activation';
import { defineExporter } from './exporter';

/** Add, and a Relu or Clip where an activation is folded. */
export const Add = defineExporter(op, (site) =>
  withActivation(site, (output) => site.emit('Add', site.inputs, [output])),
);
