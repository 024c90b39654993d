import * as ops from '@openbpu/ops';
import { int64, tensorType } from '@openbpu/tensor';
import { intAttribute } from '../proto/attribute';
import { dataTypeOf } from '../proto/data-type';
import { plainAttributes } from './plain-attributes';
import { defineExporter } from './exporter';

const NAMES = { selectLast: 'select_last_index' };

export const ArgMax = defineExporter(ops.ArgMax, (site) =>
  site.emit('ArgMax', site.inputs, site.outputs, plainAttributes(ops.ArgMax, site.attrs, NAMES)),
);

export const ArgMin = defineExporter(ops.ArgMin, (site) =>
  site.emit('ArgMin', site.inputs, site.outputs, plainAttributes(ops.ArgMin, site.attrs, NAMES)),
);

/** TopK with its count as a second input. */
export const TopK = defineExporter(ops.TopK, (site) => {
  const { axis, k, largest } = site.attrs;
  site.emit('TopK', [site.inputs[0], site.constant('k', int64([1], [k]))], site.outputs, [
    intAttribute('axis', axis),
    intAttribute('largest', largest ? 1 : 0),
    intAttribute('sorted', 1),
  ]);
});

/** Tile with its repeats as a second input; int16, which runtimes do not tile, goes through int32. */
export const Tile = defineExporter(ops.Tile, (site) => {
  const { repeats } = site.attrs;
  const times = site.constant('repeats', int64([repeats.length], repeats));
  const [[x], [y]] = [site.inputs, site.outputs];
  if (site.typeOf(x).dtype !== 'int16') return site.emit('Tile', [x, times], [y]);
  const wide = site.intermediate('wide', tensorType('int32', site.typeOf(x).shape));
  const tiled = site.intermediate('tiled', tensorType('int32', site.typeOf(y).shape));
  site.emit('Cast', [x], [wide], [intAttribute('to', dataTypeOf('int32'))], 'widen');
  site.emit('Tile', [wide, times], [tiled], [], 'tile');
  return site.emit('Cast', [tiled], [y], [intAttribute('to', dataTypeOf('int16'))]);
});
