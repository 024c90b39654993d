import { MaxPoolIndices as op } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';
import { stepsOf } from './steps';

/** The second output of MaxPool, which counts through the whole tensor, modulo the size of a plane. */
export const MaxPoolIndices = defineExporter(op, (site) => {
  const s = stepsOf(site);
  const [x] = site.inputs;
  const [, , h, w] = site.typeOf(x).shape;
  const [, indices] = s.ops('MaxPool', [x], 2, plainAttributes(op, site.attrs, { kernel: 'kernel_shape' }));
  site.emit('Mod', [indices, s.constant(int64([], [h * w]))], site.outputs);
});
