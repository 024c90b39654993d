import * as ops from '@openbpu/ops';
import { intAttribute } from '../proto/attribute';
import { withActivation } from './activation';
import { defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';

/** Conv, and a Relu or Clip where an activation is folded. */
export const Conv = defineExporter(ops.Conv, (site) => {
  const { min: _, max: __, ...geometry } = site.attrs;
  withActivation(site, (output) =>
    site.emit('Conv', site.inputs, [output], plainAttributes(ops.Conv, geometry, { kernel: 'kernel_shape' })),
  );
});

/** ConvTranspose, and a Relu or Clip where an activation is folded. */
export const ConvTranspose = defineExporter(ops.ConvTranspose, (site) => {
  const { min: _, max: __, ...geometry } = site.attrs;
  const attributes = plainAttributes(ops.ConvTranspose, geometry, { kernel: 'kernel_shape' });
  withActivation(site, (output) => site.emit('ConvTranspose', site.inputs, [output], attributes));
});

/** Gemm with its weights as [outputs, inputs]. */
export const Gemm = defineExporter(ops.Gemm, (site) =>
  site.emit('Gemm', site.inputs, site.outputs, [intAttribute('transB', 1)]),
);
