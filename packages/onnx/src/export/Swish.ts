import { Swish as op } from '@openbpu/ops';
import { defineExporter } from './exporter';

/** x · Sigmoid(x). */
export const Swish = defineExporter(op, (site) => {
  const [x] = site.inputs;
  const gate = site.intermediate('sigmoid', site.typeOf(x));
  site.emit('Sigmoid', [x], [gate], [], 'sigmoid');
  site.emit('Mul', [x, gate], site.outputs);
});
