import * as ops from '@openbpu/ops';
import { int64, tensorType } from '@openbpu/tensor';
import { intAttribute, intsAttribute } from '../proto/attribute';
import { dataTypeOf } from '../proto/data-type';
import { type ExportSite, defineExporter } from './exporter';

type Reduction = ExportSite<{ readonly axes: readonly number[]; readonly keepdims: boolean }>;

/** A reduction with its axes as an attribute, or as an input since an opset. */
function reduce(site: Reduction, opType: string, since: number, x: string, y: string, suffix?: string): void {
  const { axes, keepdims } = site.attrs;
  const keep = intAttribute('keepdims', keepdims ? 1 : 0);
  if (site.opset < since) site.emit(opType, [x], [y], [intsAttribute('axes', axes), keep], suffix);
  else site.emit(opType, [x, site.constant('axes', int64([axes.length], axes))], [y], [keep], suffix);
}

export const ReduceMean = defineExporter(ops.ReduceMean, (site) =>
  reduce(site, 'ReduceMean', 18, site.inputs[0], site.outputs[0]),
);

export const ReduceSum = defineExporter(ops.ReduceSum, (site) =>
  reduce(site, 'ReduceSum', 13, site.inputs[0], site.outputs[0]),
);

/** Runtimes know no largest int16: it goes through int32. */
export const ReduceMax = defineExporter(ops.ReduceMax, (site) => {
  const type = site.typeOf(site.inputs[0]);
  if (type.dtype !== 'int16') return reduce(site, 'ReduceMax', 18, site.inputs[0], site.outputs[0]);
  const wide = site.intermediate('wide', tensorType('int32', type.shape));
  const largest = site.intermediate('largest', tensorType('int32', site.typeOf(site.outputs[0]).shape));
  site.emit('Cast', [site.inputs[0]], [wide], [intAttribute('to', dataTypeOf('int32'))], 'widen');
  reduce(site, 'ReduceMax', 18, wide, largest, 'reduce');
  return site.emit('Cast', [largest], [...site.outputs], [intAttribute('to', dataTypeOf('int16'))]);
});
