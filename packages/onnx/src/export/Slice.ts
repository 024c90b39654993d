import { Slice as op } from '@openbpu/ops';
import { clamp, int64, normalizeAxis } from '@openbpu/tensor';
import { defineExporter } from './exporter';

/**
 * Slice with its bounds as inputs, moved inside the tensor: runtimes give the largest integers a meaning of their own.
 */
export const Slice = defineExporter(op, (site) => {
  const { starts, ends, axes, steps } = site.attrs;
  const { shape } = site.typeOf(site.inputs[0]);
  const inside = (bounds: readonly number[]) =>
    bounds.map((bound, i) => {
      const size = shape[normalizeAxis(axes[i], shape.length)];
      return clamp(bound, -size - 1, size);
    });
  const input = (name: string, values: readonly number[]) => site.constant(name, int64([values.length], values));
  site.emit(
    'Slice',
    [
      site.inputs[0],
      input('starts', inside(starts)),
      input('ends', inside(ends)),
      input('axes', axes),
      input('steps', steps),
    ],
    site.outputs,
  );
});
