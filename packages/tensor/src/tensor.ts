import { type DType, type DataOf, allocate } from './dtype';
import { type Shape, formatShape, sizeOf } from './shape';

/** A dense tensor: row-major elements over `shape`. Treated as immutable once built. */
export interface Tensor<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: Shape;
  readonly data: DataOf[D];
}

/**
 * Builds a tensor; without `data` it is zeroed. Throws RangeError when the number of elements does not fit the shape.
 */
export function makeTensor<D extends DType>(dtype: D, shape: Shape, data?: DataOf[D]): Tensor<D> {
  const size = sizeOf(shape);
  if (data !== undefined && data.length !== size) {
    throw new RangeError(`${data.length} elements do not fill a ${dtype} tensor of shape ${formatShape(shape)}`);
  }
  return { dtype, shape, data: data ?? allocate(dtype, size) };
}

export function float32(shape: Shape, values: ArrayLike<number>): Tensor<'float32'> {
  return makeTensor('float32', shape, new Float32Array(values));
}

export function int8(shape: Shape, values: ArrayLike<number>): Tensor<'int8'> {
  return makeTensor('int8', shape, new Int8Array(values));
}

export function int16(shape: Shape, values: ArrayLike<number>): Tensor<'int16'> {
  return makeTensor('int16', shape, new Int16Array(values));
}

export function int32(shape: Shape, values: ArrayLike<number>): Tensor<'int32'> {
  return makeTensor('int32', shape, new Int32Array(values));
}

export function int64(shape: Shape, values: ArrayLike<number>): Tensor<'int64'> {
  return makeTensor('int64', shape, BigInt64Array.from(Array.from(values, (value) => BigInt(value))));
}

/**
 * Narrows `tensor` to one element type. Throws TypeError when it has another: a bug of the caller, never of the user.
 */
export function expectDType<D extends DType>(tensor: Tensor, dtype: D): Tensor<D> {
  if (!hasDType(tensor, dtype)) throw new TypeError(`expected a ${dtype} tensor, got ${tensor.dtype}`);
  return tensor;
}

export function hasDType<D extends DType>(tensor: Tensor, dtype: D): tensor is Tensor<D> {
  return tensor.dtype === dtype;
}

/** The same elements under another shape. */
export function reshapeTensor<D extends DType>(tensor: Tensor<D>, shape: Shape): Tensor<D> {
  return makeTensor(tensor.dtype, shape, tensor.data);
}

/** The elements as JavaScript numbers (64-bit integers beyond 2^53 lose their low bits). */
export function toNumbers(tensor: Tensor): number[] {
  return Array.from(tensor.data as Iterable<number | bigint>, Number);
}

/** Bit-for-bit equality of type, shape and elements (NaN equals NaN of the same bits, 0 differs from -0). */
export function sameTensor(a: Tensor, b: Tensor): boolean {
  return (
    a.dtype === b.dtype &&
    a.shape.length === b.shape.length &&
    a.shape.every((dim, i) => dim === b.shape[i]) &&
    countMismatches(a, b) === 0
  );
}

/** How many elements differ in their bits. Throws RangeError when type or size differ. */
export function countMismatches(a: Tensor, b: Tensor): number {
  if (a.dtype !== b.dtype || a.data.length !== b.data.length) {
    throw new RangeError(`cannot compare ${a.dtype}[${formatShape(a.shape)}] with ${b.dtype}[${formatShape(b.shape)}]`);
  }
  const size = a.data.length === 0 ? 1 : a.data.byteLength / a.data.length;
  const x = new Uint8Array(a.data.buffer, a.data.byteOffset, a.data.byteLength);
  const y = new Uint8Array(b.data.buffer, b.data.byteOffset, b.data.byteLength);
  let mismatches = 0;
  for (let at = 0; at < x.length; at += size) {
    for (let k = 0; k < size; k++) {
      if (x[at + k] !== y[at + k]) {
        mismatches++;
        break;
      }
    }
  }
  return mismatches;
}
