import { type ConvWeights, type FloatConv, scaleAt, weightScale } from '@openbpu/ops';
import { expectDType } from '@openbpu/tensor';
import type { Row } from './round-rows';

/** Rows of smaller scales stay as they are: float32 loses bits there. */
const SMALLEST_SCALE = 2 ** -100;
/** Less than 1 by more than a few roundings of float32 can make up for. */
const A_LITTLE_LESS = 1 - 2 ** -21;

/** Output channel o of a convolution, in steps of its scale; `q` are the integers of `integers`, not a copy. */
export function gridRow({ reals, q, scale }: ConvWeights, o: number, size: number): Omit<Row, 'gradient'> {
  const of = expectDType(reals, 'float32').data.subarray(o * size, (o + 1) * size);
  return {
    targets: of.map((real) => real / scale[o]),
    q: q.data.subarray(o * size, (o + 1) * size),
    pinned: largest(of),
  };
}

/**
 * Writes the integers of a row as floats that the quantiser takes for exactly them, all but the pinned one; `data` are
 * the weights of the row.
 */
export function writeGridRow(
  { weights, group, x }: FloatConv,
  { reals, folds, scale }: ConvWeights,
  { q, pinned, o }: Pick<Row, 'q' | 'pinned'> & { readonly o: number },
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
export function keepsItsScale({ thresholds, bias, xScales }: ConvWeights, o: number): boolean {
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
