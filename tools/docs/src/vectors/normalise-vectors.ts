import {
  type Rational,
  exact,
  nearestEven,
  nearestFloat32,
  nearestFloat64,
  over,
  plus,
  rootFloat64,
  times,
} from './exact';
import { type Bounds, INT8, clamped } from './law';
import { strides } from './patterns';
import { type Vector, type VectorFile, tensor, vector } from './vector';

interface Normalisation {
  readonly norm: 'deviation' | 'root-mean-square' | 'euclidean';
  readonly bound: 'inside' | 'added' | 'least';
  readonly dtype: 'int8' | 'int16';
  readonly wide: boolean;
  readonly rows: readonly (readonly number[])[];
  readonly factor: readonly number[];
  readonly offset: readonly number[];
  readonly epsilon: number;
}

const INT16: Bounds = [-32768, 32767];
const double = (x: Rational) => exact(nearestFloat64(x));
const float = (x: Rational) => exact(nearestFloat32(x));
const whole = (x: number): Rational => ({ numerator: BigInt(x), denominator: 1n });
const minus = (a: Rational, b: Rational) => plus(a, times(b, exact(-1)));
const isLess = (a: Rational, b: Rational) => minus(a, b).numerator < 0n;

/** Rows [rows, n], each normalised by itself; what is rounded is rounded here, one step after the other. */
function rowsOf({ norm, bound, wide, dtype, rows, factor, offset, epsilon }: Normalisation, name: string): Vector {
  const e = exact(epsilon);
  const outputs = rows.flatMap((row) => {
    const n = whole(row.length);
    const [sum, squares] = [row, row.map((q) => q * q)].map((list) =>
      list.reduce((a, b) => plus(a, whole(b)), whole(0)),
    );
    const mean = norm === 'deviation' ? double(over(sum, n)) : whole(0);
    const power = double(minus(norm === 'euclidean' ? squares : double(over(squares, n)), double(times(mean, mean))));
    const spread = isLess(power, whole(0)) ? whole(0) : power;
    const root = (x: Rational) => exact(rootFloat64(x));
    const divisor =
      bound === 'inside'
        ? root(double(plus(spread, e)))
        : bound === 'added'
          ? double(plus(root(spread), e))
          : isLess(root(spread), e)
            ? e
            : root(spread);
    return row.map((q, i) => {
      const normal = float(double(over(double(minus(whole(q), mean)), divisor)));
      const scaled = float(times(normal, exact(factor[i])));
      return clamped(nearestEven(float(plus(scaled, exact(offset[i])))), dtype === 'int8' ? INT8 : INT16);
    });
  });
  const shape = [rows.length, rows[0].length];
  const bounds = dtype === 'int8' ? {} : { dtype };
  return vector(name, 'HzSNormalize', {
    attributes: { axes: [1], norm, bound, ...bounds },
    inputs: [tensor(wide ? 'int16' : 'int8', shape, rows.flat())],
    parameters: [
      tensor('float32', [row(rows)], factor),
      tensor('float32', [row(rows)], offset),
      tensor('float32', [], [epsilon]),
    ],
    outputs: [tensor(dtype, shape, outputs)],
  });
}

const row = (rows: readonly (readonly number[])[]) => rows[0].length;

const EXTREMES = [
  [127, -128, 127, -128, 127],
  [-128, -128, -128, -128, -127],
  [0, 0, 0, 0, 1],
  [3, 1, 4, 1, 5],
];

export function normaliseVectors(): VectorFile {
  const same = (value: number, length: number) => Array.from({ length }, () => value);
  const fine = Array.from({ length: 3 }, (_, r) => strides(12, 7919 + 1000 * r, -32768, 32767));
  return {
    title: 'HzSNormalize: integers by their own mean, deviation or norm',
    law:
      'clamp(rne(fround(fround(fround((q - mean) / divisor) * factor) + offset))), mean and divisor in double from ' +
      'exact sums',
    vectors: [
      rowsOf(
        {
          norm: 'deviation',
          bound: 'inside',
          dtype: 'int8',
          wide: false,
          rows: EXTREMES,
          factor: same(40, 5),
          offset: same(0, 5),
          epsilon: 0.25,
        },
        'rows by their deviation',
      ),
      rowsOf(
        {
          norm: 'deviation',
          bound: 'added',
          dtype: 'int16',
          wide: true,
          rows: fine,
          factor: Array.from({ length: 12 }, (_, i) => 1000 * (i - 5.5)),
          offset: Array.from({ length: 12 }, (_, i) => 100 * i),
          epsilon: 2 ** -10,
        },
        'int16 by its deviation, epsilon beside the root, a factor and an offset for each',
      ),
      rowsOf(
        {
          norm: 'root-mean-square',
          bound: 'inside',
          dtype: 'int16',
          wide: false,
          rows: EXTREMES,
          factor: same(8191.5, 5),
          offset: same(-0.5, 5),
          epsilon: 2 ** -20,
        },
        'rows by the root of their mean square',
      ),
      rowsOf(
        {
          norm: 'euclidean',
          bound: 'least',
          dtype: 'int8',
          wide: true,
          rows: [...fine, same(1, 12)],
          factor: same(127, 12),
          offset: same(0, 12),
          epsilon: 4,
        },
        'int16 by its length, and a row shorter than the least',
      ),
    ],
  };
}
