import { DepthToSpace as op } from '@openbpu/ops';
import { defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';
import { hasBlockOps, writeRearranged } from './rearranged';

/** DepthToSpace, or what it is made of for element types runtimes have none for. */
export const DepthToSpace = defineExporter(op, (site) => {
  const { blocksize: b, mode } = site.attrs;
  const {
    dtype,
    shape: [n, c, h, w],
  } = site.typeOf(site.inputs[0]);
  if (hasBlockOps(dtype)) return site.emit('DepthToSpace', site.inputs, site.outputs, plainAttributes(op, site.attrs));
  const rest = c / (b * b);
  if (mode === 'DCR') writeRearranged(site, [n, b, b, rest, h, w], [0, 3, 4, 1, 5, 2]);
  else writeRearranged(site, [n, rest, b, b, h, w], [0, 1, 4, 2, 5, 3]);
});
