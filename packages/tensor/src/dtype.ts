/** Element types of tensors, named as ONNX and NumPy name them. `float16` is storage only: it is widened when read. */
export type DType = keyof DataOf;

/**
 * The typed array that carries each element type. `bool` is one byte an element (0 or 1); `float16` its 16 raw bits.
 */
export interface DataOf {
  float32: Float32Array;
  float64: Float64Array;
  float16: Uint16Array;
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
  bool: Uint8Array;
}

export type TensorData = DataOf[DType];

const BYTES: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  bool: 1,
};

export const DTYPES = Object.keys(BYTES) as readonly DType[];

const MAKE: { readonly [D in DType]: (buffer: ArrayBufferLike, offset: number, length: number) => DataOf[D] } = {
  float32: (b, o, n) => new Float32Array(b, o, n),
  float64: (b, o, n) => new Float64Array(b, o, n),
  float16: (b, o, n) => new Uint16Array(b, o, n),
  int8: (b, o, n) => new Int8Array(b, o, n),
  uint8: (b, o, n) => new Uint8Array(b, o, n),
  int16: (b, o, n) => new Int16Array(b, o, n),
  uint16: (b, o, n) => new Uint16Array(b, o, n),
  int32: (b, o, n) => new Int32Array(b, o, n),
  uint32: (b, o, n) => new Uint32Array(b, o, n),
  int64: (b, o, n) => new BigInt64Array(b, o, n),
  uint64: (b, o, n) => new BigUint64Array(b, o, n),
  bool: (b, o, n) => new Uint8Array(b, o, n),
};

export function isDType(text: string): text is DType {
  return Object.hasOwn(BYTES, text);
}

/** Bytes of one element. */
export function bytesPerElement(dtype: DType): number {
  return BYTES[dtype];
}

export function isFloat(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64' || dtype === 'float16';
}

/** A zeroed array of `length` elements. */
export function allocate<D extends DType>(dtype: D, length: number): DataOf[D] {
  return MAKE[dtype](new ArrayBuffer(length * BYTES[dtype]), 0, length);
}

/** The elements in `bytes` (little-endian), as a view where the alignment allows it and as a copy where it does not. */
export function dataFromBytes<D extends DType>(dtype: D, bytes: Uint8Array): DataOf[D] {
  const size = BYTES[dtype];
  if (bytes.byteLength % size !== 0)
    throw new RangeError(`${bytes.byteLength} bytes are no whole number of ${dtype} elements`);
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  return MAKE[dtype](aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
}

/** The raw little-endian bytes of `data`: a view, not a copy. */
export function bytesOf(data: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
