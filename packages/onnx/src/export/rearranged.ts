import { type DType, int64 } from '@openbpu/tensor';
import { intsAttribute } from '../proto/attribute';
import type { ExportSite } from './exporter';

/** Element types for which runtimes have DepthToSpace and SpaceToDepth. */
export function hasBlockOps(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'int8';
}

/** Writes a rearrangement of blocks as Reshape to `split`, Transpose by `perm`, Reshape to the shape of the output. */
export function writeRearranged(site: ExportSite<unknown>, split: readonly number[], perm: readonly number[]): void {
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
