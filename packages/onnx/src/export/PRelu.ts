import { PRelu as op } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { defineExporter } from './exporter';

/** PRelu with one slope per channel shaped so that it broadcasts along dimension 1. */
export const PRelu = defineExporter(op, (site) => {
  const [x, slope] = site.inputs;
  const rank = site.typeOf(x).shape.length;
  const { dtype, shape } = site.typeOf(slope);
  if (shape[0] === 1 || rank <= 2) return site.emit('PRelu', [x, slope], site.outputs);
  const wanted = [shape[0], ...Array.from<number>({ length: rank - 2 }).fill(1)];
  const shaped = site.intermediate('slope', { dtype, shape: wanted, layout: 'none' });
  site.emit('Reshape', [slope, site.constant('slope_shape', int64([wanted.length], wanted))], [shaped], [], 'slope');
  site.emit('PRelu', [x, shaped], site.outputs);
});
