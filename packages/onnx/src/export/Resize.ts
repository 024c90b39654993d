import { Resize as op } from '@openbpu/ops';
import { float32, int64 } from '@openbpu/tensor';
import { stringAttribute } from '../proto/attribute';
import { defineExporter } from './exporter';

/** Resize by its sizes, or by its scales where it has them and they give the same size. */
export const Resize = defineExporter(op, (site) => {
  const { mode, coordinate, nearestMode, height, width, scales } = site.attrs;
  const [x] = site.inputs;
  const [n, c, h, w] = site.typeOf(x).shape;
  const attributes = [
    stringAttribute('mode', mode),
    stringAttribute('coordinate_transformation_mode', coordinate),
    stringAttribute('nearest_mode', mode === 'nearest' ? nearestMode : 'round_prefer_floor'),
  ];
  const byScales =
    scales !== undefined &&
    Math.floor(Math.fround(h * Math.fround(scales[0]))) === height &&
    Math.floor(Math.fround(w * Math.fround(scales[1]))) === width;
  const size = byScales
    ? [site.constant('scales', float32([4], [1, 1, ...scales]))]
    : ['', site.constant('sizes', int64([4], [n, c, height, width]))];
  site.emit('Resize', [x, '', ...size], site.outputs, attributes);
});
