import { type DType, type Tensor, type TensorType, allocate, int32, normalizeAxis, sizeOf } from '@openbpu/tensor';
import { alongAxis } from './along-axis';
import { copyElement } from './copy-strided';

/** Which elements come first along a line: the largest or the smallest; of equal ones the first or the last. */
export interface Order {
  readonly largest: boolean;
  readonly ties?: 'first' | 'last';
}

/** Throws RangeError where a line along `axis` has fewer than k elements, or no axis is there. */
export function rankedShape({ shape }: Pick<TensorType, 'shape'>, axis: number, k: number): number[] {
  if (shape.length === 0) throw new RangeError('a scalar has no axis to go along');
  const at = normalizeAxis(axis, shape.length);
  if (k > shape[at]) throw new RangeError(`there are no ${k} elements in a dimension of ${shape[at]}`);
  return shape.with(at, k);
}

/**
 * The first k elements of every line along `axis` in order, and their places, both of the shape of `x` with k in place
 * of the dimension. NaN counts as larger than everything.
 */
export function ranked(x: Tensor, axis: number, k: number, { largest, ties = 'first' }: Order) {
  const shape = rankedShape(x, axis, k);
  const at = normalizeAxis(axis, x.shape.length);
  const values = allocate<DType>(x.dtype, sizeOf(shape));
  const places = new Int32Array(values.length);
  const before = largest ? -1 : 1;
  alongAxis(x.shape, at, (first, step, length) => {
    const value = (i: number) => {
      const element = Number(x.data[first + i * step]);
      return Number.isNaN(element) ? Infinity : element;
    };
    const order = Array.from({ length }, (_, i) => i).sort(
      (i, j) => before * Math.sign(value(i) - value(j) || 0) || (ties === 'first' ? i - j : j - i),
    );
    const line = Math.floor(first / (length * step)) * k * step + (first % step);
    for (let i = 0; i < k; i++) {
      copyElement(x.data, first + order[i] * step, values, line + i * step);
      places[line + i * step] = order[i];
    }
  });
  return { values: { dtype: x.dtype, shape, data: values } satisfies Tensor, places: int32(shape, places) };
}
