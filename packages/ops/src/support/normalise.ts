import {
  type Shape,
  type Tensor,
  type TensorType,
  broadcastShapes,
  expectDType,
  makeTensor,
  sameShape,
} from '@openbpu/tensor';
import { forEachBroadcast } from './broadcast';
import { reduceShape } from './reduce';

/** What a normalisation divides by. */
export interface Norm {
  /** Elements that differ along these axes alone are normalised together. */
  readonly axes: readonly number[];
  /** Whether their mean is taken away first. */
  readonly centred: boolean;
  /** The divisor of elements that are `count` and whose squares sum up to `squares`. */
  divisor(squares: number, count: number): number;
}

/** The root of the mean square, epsilon added to the square or to the root. */
export const rootMeanSquare =
  (epsilon: number, bound: 'inside' | 'added' = 'inside') =>
  (squares: number, count: number) =>
    bound === 'inside' ? Math.sqrt(squares / count + epsilon) : Math.sqrt(squares / count) + epsilon;

/** The elements of x, normalised in double, row-major. */
export function normalised(x: Tensor, { axes, centred, divisor }: Norm): Float64Array {
  const { shape, count } = reduceShape(x.shape, { axes, keepdims: true });
  const y = Float64Array.from(expectDType(x, 'float32').data);
  const groups = shape.reduce((product, dim) => product * dim, 1);
  const each = (visit: (at: number, group: number) => void) =>
    forEachBroadcast(x.shape, shape, x.shape, (at, _, group) => visit(at, group));
  if (centred) {
    const sums = new Float64Array(groups);
    each((at, group) => (sums[group] += y[at]));
    each((at, group) => (y[at] -= sums[group] / count));
  }
  const squares = new Float64Array(groups);
  each((at, group) => (squares[group] += y[at] * y[at]));
  const divisors = squares.map((sum) => divisor(sum, count));
  each((at, group) => (y[at] /= divisors[group]));
  return y;
}

/** `y · scale + bias`, rounded to float32; scale and bias broadcast to the shape of y, and either may be absent. */
export function scaledBy(y: Float64Array, like: Tensor, scale: Tensor | undefined, bias: Tensor | undefined): Tensor {
  const each = (part: Tensor | undefined, apply: (at: number, value: number) => void) => {
    if (!part) return;
    const { data } = expectDType(part, 'float32');
    forEachBroadcast(like.shape, part.shape, like.shape, (at, _, from) => apply(at, data[from]));
  };
  each(scale, (at, value) => (y[at] *= value));
  each(bias, (at, value) => (y[at] += value));
  return makeTensor('float32', like.shape, Float32Array.from(y));
}

/** A vector of the channels (axis 1) of a tensor of `rank`, as what broadcasts to it. */
export function alongChannels(part: Tensor | undefined, rank: number): Tensor | undefined {
  if (!part) return undefined;
  const { data } = expectDType(part, 'float32');
  return makeTensor('float32', [data.length, ...new Array<number>(rank - 2).fill(1)], data);
}

/** The type of x, if the axes are its and scale and bias broadcast to it. Throws TypeError or RangeError. */
export function inferNormalised(
  op: string,
  [x, ...parts]: readonly (TensorType | undefined)[],
  axes: readonly number[],
): TensorType {
  if (x?.dtype !== 'float32') throw new TypeError(`${op} takes a float32 tensor`);
  reduceShape(x.shape, { axes, keepdims: true });
  for (const part of parts) if (part) inferScaled(op, x.shape, part);
  return x;
}

/** Throws TypeError or RangeError where a scale or bias is no float32 tensor that broadcasts to a shape. */
export function inferScaled(op: string, shape: Shape, part: TensorType | undefined): void {
  if (part?.dtype !== 'float32')
    throw new TypeError(`scale and bias of ${op} are float32, not ${part?.dtype ?? 'nothing'}`);
  if (!sameShape(broadcastShapes(shape, part.shape), shape))
    throw new RangeError(`[${part.shape.join('x')}] does not broadcast to [${shape.join('x')}]`);
}
