import { type QuantiseSite, defineOp } from '@openbpu/ir';
import {
  type TensorType,
  expectDType,
  float32,
  makeTensor,
  multiplierOf,
  scaleOfThreshold,
  sizeOf,
  tensorType,
} from '@openbpu/tensor';
import * as z from 'zod';
import { HzGridSample } from '../integer/HzGridSample';
import { attrsOf, dtypeAttrs } from '../support/attrs';
import { PLACE_ONE, gridPlace, gridTable, samplePlanes } from '../support/grid-places';
import { sampledShape } from '../support/grid-shape';
import { operand } from '../support/operand';
import { expectQuantisedType, quantised } from '../support/quantised';

const attrs = z.object({
  mode: z.enum(['bilinear', 'nearest']).default('bilinear'),
  padding_mode: z.enum(['zeros', 'border', 'reflection']).default('zeros'),
  align_corners: z.boolean().default(false),
});

export type GridSampleAttrs = z.infer<typeof attrs>;

function inferSample([x, grid]: readonly (TensorType | undefined)[]): TensorType {
  if (x?.dtype !== 'float32' || grid?.dtype !== 'float32') throw new TypeError('GridSample takes two float32 tensors');
  return tensorType('float32', sampledShape(x, grid), x.layout);
}

/** The integers of the grid: computed, or a constant in int16 at its largest finite magnitude, whatever is sampled. */
function gridOf(site: QuantiseSite<GridSampleAttrs>) {
  const constant = site.constant(1);
  if (!constant) {
    const { id, scale, type } = site.input(1);
    return { id, scale, dtype: expectQuantisedType(type.dtype, 'the grid of GridSample') };
  }
  const { data } = expectDType(constant, 'float32');
  const largest = data.reduce((most, value) => Math.max(most, Number.isFinite(value) ? Math.abs(value) : 0), 0);
  const scale = scaleOfThreshold(largest, 'int16');
  return { id: site.addConstant('grid', quantised(constant, scale, 'int16')), scale, dtype: 'int16' as const };
}

/**
 * Inputs: x [n, c, h, w], grid [n, oh, ow, 2] with (across, down) from −1 to 1. Output [n, c, oh, ow]: the mixture of
 * the four elements around the place that the grid names (`gridPlace`), or the nearest one; `zeros` is outside of x.
 */
export const GridSample = defineOp<GridSampleAttrs>({
  name: 'GridSample',
  summary: 'Samples an image at computed places, nearest or bilinear.',
  accuracy: 'rounding',
  parseAttrs: attrsOf(attrs),
  infer: (inputs) => [inferSample(inputs)],
  eval([x, grid], a) {
    const shape = sampledShape({ ...x!, layout: 'none' }, { ...grid!, layout: 'none' });
    const [, , h, w] = x!.shape;
    const reals = expectDType(grid!, 'float32').data;
    const along = (size: number, coordinate: number) =>
      Float64Array.from({ length: reals.length / 2 }, (_, i) =>
        Math.min(Math.max(gridPlace(reals[2 * i + coordinate], size, a), -1), size),
      );
    const y = new Float32Array(sizeOf(shape));
    samplePlanes(expectDType(x!, 'float32'), along(h, 1), along(w, 0), 1, (at, value) => (y[at] = value));
    return [makeTensor('float32', shape, y)];
  },
  macs: (_, [y]) => 4 * sizeOf(y.shape),
  integer: {
    type: HzGridSample.name,
    /** It is a layer, but never a tail: sums of int16 are wider than int32. */
    accumulates: () => false,
    quantise(site) {
      const x = operand(site, 0);
      const grid = gridOf(site);
      const y = site.output(0);
      const [, , h, w] = (site.constant(0) ?? site.input(0).type).shape;
      const table = (name: string, size: number) => {
        const entries = gridTable(grid.dtype, grid.scale, size, site.node.attrs);
        return site.addConstant(name, makeTensor('int32', [entries.length], entries));
      };
      const m = multiplierOf(x.scale, 1, y.scale) / (PLACE_ONE * PLACE_ONE);
      const multiplier = site.addConstant('multiplier', float32([], [m]));
      const rows = table('rows', h);
      const columns = w === h ? rows : table('columns', w);
      return [site.emit(HzGridSample, [x.id, grid.id, rows, columns, multiplier], dtypeAttrs(y.dtype), y.type)];
    },
  },
});
