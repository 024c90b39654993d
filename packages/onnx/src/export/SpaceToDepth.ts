import { SpaceToDepth as op } from '@openbpu/ops';
import { defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';
import { hasBlockOps, writeRearranged } from './rearranged';

/** SpaceToDepth, or what it is made of for element types runtimes have none for. */
export const SpaceToDepth = defineExporter(op, (site) => {
  const { blocksize: b } = site.attrs;
  const {
    dtype,
    shape: [n, c, h, w],
  } = site.typeOf(site.inputs[0]);
  if (hasBlockOps(dtype)) return site.emit('SpaceToDepth', site.inputs, site.outputs, plainAttributes(op, site.attrs));
  writeRearranged(site, [n, c, h / b, b, w / b, b], [0, 3, 5, 1, 2, 4]);
});
