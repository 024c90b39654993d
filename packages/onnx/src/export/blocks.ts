import * as ops from '@openbpu/ops';
import { type DType, int64 } from '@openbpu/tensor';
import { intsAttribute } from '../proto/attribute';
import { type ExportSite, defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';

/** DepthToSpace, or what it is made of for element types runtimes have none for. */
export const DepthToSpace = defineExporter(ops.DepthToSpace, (site) => {
  const { blocksize: b, mode } = site.attrs;
  const {
    dtype,
    shape: [n, c, h, w],
  } = site.typeOf(site.inputs[0]);
  if (hasBlockOps(dtype))
    return site.emit('DepthToSpace', site.inputs, site.outputs, plainAttributes(ops.DepthToSpace, site.attrs));
  const rest = c / (b * b);
  if (mode === 'DCR') writeRearranged(site, [n, b, b, rest, h, w], [0, 3, 4, 1, 5, 2]);
  else writeRearranged(site, [n, rest, b, b, h, w], [0, 1, 4, 2, 5, 3]);
});

/** SpaceToDepth, or what it is made of for element types runtimes have none for. */
export const SpaceToDepth = defineExporter(ops.SpaceToDepth, (site) => {
  const { blocksize: b } = site.attrs;
  const {
    dtype,
    shape: [n, c, h, w],
  } = site.typeOf(site.inputs[0]);
  if (hasBlockOps(dtype))
    return site.emit('SpaceToDepth', site.inputs, site.outputs, plainAttributes(ops.SpaceToDepth, site.attrs));
  writeRearranged(site, [n, c, h / b, b, w / b, b], [0, 3, 5, 1, 2, 4]);
});

/** Element types for which runtimes have DepthToSpace and SpaceToDepth. */
function hasBlockOps(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'int8';
}

/** Writes a rearrangement of blocks as Reshape to `split`, Transpose by `perm`, Reshape to the shape of the output. */
function writeRearranged(site: ExportSite<unknown>, split: readonly number[], perm: readonly number[]): void {
  const [x] = site.inputs;
  const [output] = site.outputs;
  const { dtype } = site.typeOf(x);
  const { shape } = site.typeOf(output);
  const blocks = site.intermediate('blocks', { dtype, shape: split, layout: 'none' });
  const turned = site.intermediate('turned', { dtype, shape: perm.map((axis) => split[axis]), layout: 'none' });
  site.emit('Reshape', [x, site.constant('blocks_shape', int64([split.length], split))], [blocks], [], 'blocks');
  site.emit('Transpose', [blocks], [turned], [intsAttribute('perm', perm)], 'turned');
  site.emit('Reshape', [turned, site.constant('shape', int64([shape.length], shape))], [output]);
}
