import * as ops from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { clipBounds, withActivation } from './activation';
import { defineExporter } from './exporter';

/** Add, and a Relu or Clip where an activation is folded. */
export const Add = defineExporter(ops.Add, (site) =>
  withActivation(site, (output) => site.emit('Add', site.inputs, [output])),
);

/** Sub, and a Relu or Clip where an activation is folded. */
export const Sub = defineExporter(ops.Sub, (site) =>
  withActivation(site, (output) => site.emit('Sub', site.inputs, [output])),
);

/** Mul, and a Relu or Clip where an activation is folded. */
export const Mul = defineExporter(ops.Mul, (site) =>
  withActivation(site, (output) => site.emit('Mul', site.inputs, [output])),
);

/** Pow with its exponent as a second input. */
export const Pow = defineExporter(ops.Pow, (site) =>
  site.emit('Pow', [site.inputs[0], site.constant('exponent', float32([], [site.attrs.exponent]))], site.outputs),
);

/** Clip with its bounds as inputs. */
export const Clip = defineExporter(ops.Clip, (site) =>
  site.emit('Clip', [site.inputs[0], ...clipBounds(site, site.attrs.min, site.attrs.max)], site.outputs),
);
