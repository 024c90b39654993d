import type { ValueId } from '@openbpu/ir';
import { type FloatConv, convWeights } from '@openbpu/ops';
import { type ProductsResult, observationKey } from '@openbpu/runtime';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import type { Known } from '../calibrator';
import type { ConvToRound } from './convs-to-round';
import { gridRow, keepsItsScale, writeGridRow } from './grid-rows';
import { patchCovariance } from './patch-covariance';
import { roundRows } from './round-rows';

/** How many rows are rounded together. */
const ROWS = 16;

/**
 * By constant, the weights of the convolutions that were heard, rounded by what that does to their outputs (see
 * `roundRows`). Each is a float32 that the quantiser takes for exactly the integer that was found. The largest of a row
 * is as it was, and no other is larger: thresholds taken of the rounded weights are those of the weights.
 */
export function roundedWeights(convs: readonly ConvToRound[], known: Known): Map<ValueId, Tensor> {
  const found = new Map<ValueId, Tensor>();
  for (const { id, wish, conv } of convs) {
    const heard = known.get(observationKey(wish));
    if (heard?.fold === 'products') found.set(id, roundedConv(conv, heard));
  }
  return found;
}

function roundedConv(conv: FloatConv, heard: ProductsResult): Tensor {
  const { weights, group } = conv;
  const outputs = weights.shape[0] / group;
  const integers = convWeights(conv);
  const data = Float32Array.from(expectDType(weights, 'float32').data);
  const gradients = Array.from({ length: ROWS }, () => new Float64Array(heard.size));
  for (let g = 0; g < group; g++) {
    const covariance = patchCovariance(heard, g);
    for (let first = 0; first < outputs; first += ROWS) {
      const rows = [];
      for (let o = g * outputs + first; o < g * outputs + Math.min(outputs, first + ROWS); o++)
        if (keepsItsScale(integers, o))
          rows.push({ ...gridRow(integers, o, heard.size), gradient: gradients[rows.length], o });
      roundRows(rows, covariance);
      for (const row of rows)
        writeGridRow(conv, integers, row, data.subarray(row.o * heard.size, (row.o + 1) * heard.size));
    }
  }
  return float32(weights.shape, data);
}
