import { defineOp } from '@openbpu/ir';
import { type TensorType, allocate, expectDType, makeTensor, rangeOf, requantize, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, dtypeAttr, resultType } from '../support/attrs';
import { expectScalar, expectVector } from '../support/expect-input';
import { PLACE_ONE, samplePlanes } from '../support/grid-places';
import { sampledShape } from '../support/grid-shape';
import { expectQuantised, expectQuantisedType } from '../support/quantised';

const attrs = z.object(dtypeAttr);

export type HzGridSampleAttrs = z.infer<typeof attrs>;

function inferSample(
  [x, grid, rows, columns, multiplier]: readonly (TensorType | undefined)[],
  a: HzGridSampleAttrs,
): TensorType {
  expectQuantisedType(x?.dtype, 'HzGridSample');
  const entries = expectQuantisedType(grid?.dtype, 'the grid of HzGridSample') === 'int8' ? 256 : 65536;
  const shape = sampledShape(x, grid);
  if (!rows || !columns) throw new TypeError('HzGridSample takes a table of rows and one of columns');
  expectVector(rows, 'int32', entries, 'the table of rows');
  expectVector(columns, 'int32', entries, 'the table of columns');
  expectScalar(multiplier, 'the multiplier');
  return { dtype: resultType(a), shape, layout: x!.layout };
}

/**
 * Inputs: x int8 or int16 [n, c, h, w], grid int8 or int16 [n, oh, ow, 2] (across, down), rows and columns int32 [256]
 * or [65536] by the type of the grid, multiplier float32 []. The place of an integer q of the grid along an axis is
 * `table[q mod length]`, in 2¹¹ths of an element, −1 to h (rows) or w (columns). Output [n, c, oh, ow], int8, or int16
 * with `dtype`: `clamp(rne(fround(fround(Σ x·w_row·w_column)·M)))`, `M = fround(s_x/s_y) / 2²²`, over the four elements
 * around the place, outside of x 0. Sums are exact.
 */
export const HzGridSample = defineOp<HzGridSampleAttrs>({
  name: 'HzGridSample',
  summary: 'Mixes the elements around computed places, by tables of rows and columns.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferSample(inputs, a)],
  eval([x, grid, rows, columns, multiplier], a) {
    const type = resultType(a);
    const shape = sampledShape({ ...x!, layout: 'none' }, { ...grid!, layout: 'none' });
    const q = expectQuantised(grid!).data;
    const along = (table: Int32Array, coordinate: number) =>
      Float64Array.from({ length: q.length / 2 }, (_, i) => table[q[2 * i + coordinate] & (table.length - 1)]);
    const m = expectDType(multiplier!, 'float32').data[0];
    const [low, high] = rangeOf(type);
    const y = allocate(type, sizeOf(shape));
    samplePlanes(
      expectQuantised(x!),
      along(expectDType(rows!, 'int32').data, 1),
      along(expectDType(columns!, 'int32').data, 0),
      PLACE_ONE,
      (at, sum) => (y[at] = requantize(sum, m, low, high)),
    );
    return [makeTensor(type, shape, y)];
  },
});
