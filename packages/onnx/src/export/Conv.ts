import { Conv as op } from '@openbpu/ops';
import { withActivation } from './activation';
import { defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';

/** Conv, and a Relu or Clip where an activation is folded. */
export const Conv = defineExporter(op, (site) => {
  const { min: _, max: __, ...geometry } = site.attrs;
  withActivation(site, (output) =>
    site.emit('Conv', site.inputs, [output], plainAttributes(op, geometry, { kernel: 'kernel_shape' })),
  );
});
