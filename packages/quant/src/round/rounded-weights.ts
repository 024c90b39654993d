import type { ValueId } from '@openbpu/ir';
import { type ConvWeights, type FloatConv, convWeights, scaleAt, weightScale } from '@openbpu/ops';
import { type ProductsResult, observationKey } from '@openbpu/runtime';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import type { Known } from '../calibrator';
import type { ConvToRound } from './convs-to-round';
import { patchCovariance } from './patch-covariance';
import { type Row, roundRows } from './round-rows';

/** How many rows are rounded together. */
const ROWS = 16;
/** Rows of smaller scales stay as they are: float32 loses bits there. */
const SMALLEST_SCALE = 2 ** -100;
/** Less than 1 by more than a few roundings of float32 can make up for. */
const A_LITTLE_LESS = 1 - 2 ** -21;

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
          rows.push({ ...rowOf(integers, o, heard.size), gradient: gradients[rows.length], o });
      roundRows(rows, covariance);
      for (const row of rows) write(conv, integers, row, data.subarray(row.o * heard.size, (row.o + 1) * heard.size));
    }
  }
  return float32(weights.shape, data);
}

function rowOf({ reals, q, scale }: ConvWeights, o: number, size: number): Pick<Row, 'targets' | 'q' | 'pinned'> {
  const of = expectDType(reals, 'float32').data.subarray(o * size, (o + 1) * size);
  return {
    targets: of.map((real) => real / scale[o]),
    q: q.data.subarray(o * size, (o + 1) * size),
    pinned: largest(of),
  };
}

/** The integers of a row as floats, all but the pinned one. */
function write(
  { weights, group, x }: FloatConv,
  { reals, folds, scale }: ConvWeights,
  { q, pinned, o }: Row & { readonly o: number },
  data: Float32Array,
): void {
  const [rows, perGroup] = weights.shape;
  const firstChannel = Math.floor((o * group) / rows) * perGroup;
  const most = Math.abs(expectDType(reals, 'float32').data[o * q.length + pinned]);
  for (let k = 0; k < q.length; k++) {
    const taken = folds && x.quant ? x.quant.scale[firstChannel + Math.floor((k * perGroup) / q.length)] : 1;
    if (k !== pinned) data[k] = onGrid(q[k] * scale[o], taken, most);
  }
}

/**
 * Whether the scale of a row comes from its weights, and would if the bias were twice as large: a correction may move
 * it.
 */
function keepsItsScale({ thresholds, bias, xScales }: ConvWeights, o: number): boolean {
  const own = thresholds[o] / 127;
  return (
    own >= SMALLEST_SCALE &&
    weightScale(own, bias ? 2 * expectDType(bias, 'float32').data[o] : 0, scaleAt(xScales, o)) === Math.fround(own)
  );
}

/** Which element has the largest magnitude, the first of equals. */
function largest(row: Float32Array): number {
  let at = 0;
  for (let k = 1; k < row.length; k++) if (Math.abs(row[k]) > Math.abs(row[at])) at = k;
  return at;
}

/**
 * The float32 that stands for `real` before the scale `taken` is taken in; a little less where it came out larger than
 * `most`.
 */
function onGrid(real: number, taken: number, most: number): number {
  const value = Math.fround(real / taken);
  return Math.abs(Math.fround(value * taken)) <= most ? value : Math.fround(value * A_LITTLE_LESS);
}
