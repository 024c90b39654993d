import { Mish as op } from '@openbpu/ops';
import { defineExporter } from './exporter';
import { stepsOf } from './steps';

/** x · Tanh(Softplus(x)): the standard has Mish only since opset 18. */
export const Mish = defineExporter(op, (site) => {
  const [x] = site.inputs;
  const steps = stepsOf(site);
  site.emit('Mul', [x, steps.op('Tanh', [steps.op('Softplus', [x])])], site.outputs);
});
