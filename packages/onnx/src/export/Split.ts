import { Split as op } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { intAttribute } from '../proto/attribute';
import { defineExporter } from './exporter';

/** Split with its sizes as a second input. */
export const Split = defineExporter(op, (site) => {
  const { axis, sizes } = site.attrs;
  site.emit('Split', [site.inputs[0], site.constant('sizes', int64([sizes.length], sizes))], site.outputs, [
    intAttribute('axis', axis),
  ]);
});
