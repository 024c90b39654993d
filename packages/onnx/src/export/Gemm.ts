import { Gemm as op } from '@openbpu/ops';
import { intAttribute } from '../proto/attribute';
import { defineExporter } from './exporter';

/** Gemm with its weights as [outputs, inputs]. */
export const Gemm = defineExporter(op, (site) =>
  site.emit('Gemm', site.inputs, site.outputs, [intAttribute('transB', 1)]),
);
