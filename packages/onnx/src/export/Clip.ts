import { Clip as op } from '@openbpu/ops';
import { clipBounds } from './activation';
import { defineExporter } from './exporter';

/** Clip with its bounds as inputs. */
export const Clip = defineExporter(op, (site) =>
  site.emit('Clip', [site.inputs[0], ...clipBounds(site, site.attrs.min, site.attrs.max)], site.outputs),
);
