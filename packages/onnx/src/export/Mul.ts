import { Mul as op } from '@openbpu/ops';
import { withActivation } from './activation';
import { defineExporter } from './exporter';

/** Mul, and a Relu or Clip where an activation is folded. */
export const Mul = defineExporter(op, (site) =>
  withActivation(site, (output) => site.emit('Mul', site.inputs, [output])),
);
