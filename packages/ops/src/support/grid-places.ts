import { type Tensor, rne } from '@openbpu/tensor';

/** How the reals of a grid name places, with the names of ONNX. */
export interface GridAttrs {
  readonly mode: 'bilinear' | 'nearest';
  readonly padding_mode: 'zeros' | 'border' | 'reflection';
  readonly align_corners: boolean;
}

/** Places of an integer grid are counted in 2¹¹ths of an element. */
export const PLACE_ONE = 2048;

/** The largest height or width whose places fit int32. */
export const LARGEST_SIDE = 2 ** 20 - 2;

const round = Math.fround;

/**
 * The place that `v` names along an axis of `size` elements, in float32 step by step: −1 and 1 are the middles of the
 * first and the last element (`align_corners`), or their outer borders. `nearest` rounds it, half to even; `border`
 * clamps it and `reflection` mirrors it into 0..size−1; `zeros` leaves it. What is no number is −1 before that.
 */
export function gridPlace(v: number, size: number, { mode, padding_mode, align_corners }: GridAttrs): number {
  const from0 = round(v + 1);
  const exact = align_corners ? round(round(from0 / 2) * (size - 1)) : round(round(round(from0 * size) - 1) / 2);
  const place = Number.isNaN(exact) ? -1 : mode === 'nearest' && Number.isFinite(exact) ? rne(exact) : exact;
  if (padding_mode === 'zeros') return place;
  const inside = padding_mode === 'reflection' ? reflected(place, size, align_corners) : place;
  return Math.min(Math.max(inside, 0), size - 1);
}

/** Mirrored at the middles of the outer elements or at their borders, as often as it takes; what is infinite is 0. */
function reflected(place: number, size: number, alignCorners: boolean): number {
  const [least, most] = alignCorners ? [0, size - 1] : [-0.5, size - 0.5];
  if (place >= least && place <= most) return place;
  if (!Number.isFinite(place) || most === least) return 0;
  const beyond = round(place < least ? least - place : place - most);
  const turns = Math.trunc(round(beyond / (most - least)));
  const rest = round(beyond - turns * (most - least));
  return place < least === (turns % 2 === 0) ? round(least + rest) : round(most - rest);
}

/**
 * For every integer of a grid at a scale its place along an axis in 2¹¹ths, rounded half to even, −1 and `size`
 * standing for everything beyond; the entry of q stands at q modulo the length.
 */
export function gridTable(dtype: 'int8' | 'int16', scale: number, size: number, a: GridAttrs): Int32Array {
  const length = dtype === 'int8' ? 256 : 65536;
  return Int32Array.from({ length }, (_, i) => {
    const place = gridPlace(round((i < length / 2 ? i : i - length) * scale), size, a);
    return rne(Math.min(Math.max(place, -1), size) * PLACE_ONE);
  });
}

/**
 * Emits, for every element of the result [n, c, oh, ow], the weighted sum of four neighbours in x [n, c, h, w],
 * in double (exact for integers). `rows` and `columns` are places [n, oh, ow] in units of `1/one`; weights are out of
 * `one` on each axis, and outside of x is 0.
 */
export function samplePlanes(
  x: Tensor<'float32' | 'int8' | 'int16'>,
  rows: Float64Array,
  columns: Float64Array,
  one: number,
  emit: (at: number, value: number) => void,
): void {
  const [n, c, h, w] = x.shape;
  const outputs = n === 0 ? 0 : rows.length / n;
  const down = neighboursOf(rows, h, one);
  const across = neighboursOf(columns, w, one);
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < outputs; i++) {
      const below = down(image * outputs + i);
      const right = across(image * outputs + i);
      for (let channel = 0; channel < c; channel++) {
        const plane = image * c + channel;
        let sum = 0;
        for (const [row, v] of below)
          for (const [column, u] of right) sum += x.data[(plane * h + row) * w + column] * u * v;
        emit(plane * outputs + i, sum);
      }
    }
  }
}

/** For each place the elements of 0..size−1 that have a weight there, and their weights out of `one`. */
function neighboursOf(places: Float64Array, size: number, one: number) {
  return (i: number): readonly (readonly [number, number])[] => {
    const first = Math.floor(places[i] / one);
    const weight = places[i] - first * one;
    const both = [
      [first, one - weight],
      [first + 1, weight],
    ] as const;
    return both.filter(([at, share]) => at >= 0 && at < size && share > 0);
  };
}
