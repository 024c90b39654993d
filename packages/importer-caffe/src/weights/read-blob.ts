import {
  type DType,
  type Tensor,
  bytesPerElement,
  dataFromBytes,
  formatShape,
  halvesToFloats,
  makeTensor,
  sizeOf,
} from '@openbpu/tensor';
import { BYTES, VARINT, WireError, WireReader } from './wire-reader';

/** Field numbers of BlobProto. */
const LEGACY_DIMS: ReadonlyMap<number, number> = new Map([
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 3],
]);
const DATA = 5;
const SHAPE = 7;
const DOUBLE_DATA = 8;
const RAW_TYPE = 10;
const RAW_DATA = 12;

/** Element types of `raw_data`, by their number in the format of the forks that write it. */
const RAW_TYPES: readonly (DType | undefined)[] = ['float64', 'float32', 'float16', 'int32', 'uint32'];

/**
 * One blob: its declared shape (`num`, `channels`, `height`, `width` in older files) and its elements as float32.
 * Packed floats are a view on the file where its alignment allows. Throws WireError when shape and elements do not
 *  agree.
 */
export function readBlob(bytes: Uint8Array): Tensor<'float32'> {
  const reader = new WireReader(bytes);
  const legacy: number[] = [];
  let shape: number[] | undefined;
  const floats = new Elements();
  const doubles = new Elements();
  let rawType = 1;
  let raw: Uint8Array | undefined;
  while (reader.next()) {
    const legacyDim = LEGACY_DIMS.get(reader.field);
    if (legacyDim !== undefined && reader.wire === VARINT) legacy[legacyDim] = reader.varint();
    else if (reader.field === SHAPE) shape = readShape(reader.chunk());
    else if (reader.field === DATA && reader.wire === BYTES) floats.addAll(packed('float32', reader.chunk()));
    else if (reader.field === DATA) floats.add(reader.float());
    else if (reader.field === DOUBLE_DATA && reader.wire === BYTES)
      doubles.addAll(Float32Array.from(packed('float64', reader.chunk())));
    else if (reader.field === DOUBLE_DATA) doubles.add(reader.double());
    else if (reader.field === RAW_TYPE && reader.wire === VARINT) rawType = reader.varint();
    else if (reader.field === RAW_DATA) raw = reader.chunk();
    else reader.skip();
  }
  const data = raw ? widened(raw, rawType) : doubles.length > 0 ? doubles.all() : floats.all();
  const declared = shape ?? (legacy.length > 0 ? Array.from({ length: 4 }, (_, i) => legacy[i] ?? 1) : [data.length]);
  if (sizeOf(declared) !== data.length)
    throw new WireError(`a blob is declared ${formatShape(declared)} and has ${data.length} elements`);
  return makeTensor('float32', declared, data);
}

/** `raw_data` as float32. */
function widened(raw: Uint8Array, type: number): Float32Array {
  const dtype = RAW_TYPES[type];
  if (!dtype) throw new WireError(`raw_data of type ${type}, which is none of 0 to ${RAW_TYPES.length - 1}`);
  if (raw.length % bytesPerElement(dtype) !== 0)
    throw new WireError(`${raw.length} bytes of raw_data are no whole number of ${dtype} elements`);
  const data = dataFromBytes(dtype, raw);
  return data instanceof Uint16Array ? halvesToFloats(data) : Float32Array.from(data, Number);
}

function packed<D extends 'float32' | 'float64'>(dtype: D, chunk: Uint8Array) {
  if (chunk.length % (dtype === 'float32' ? 4 : 8) !== 0)
    throw new WireError(`${chunk.length} bytes of data are no whole number of ${dtype} elements`);
  return dataFromBytes(dtype, chunk);
}

function readShape(bytes: Uint8Array): number[] {
  const reader = new WireReader(bytes);
  const dims: number[] = [];
  while (reader.next()) {
    if (reader.field !== 1) reader.skip();
    else if (reader.wire === BYTES) {
      const list = new WireReader(reader.chunk());
      while (!list.done) dims.push(list.varint());
    } else dims.push(reader.varint());
  }
  return dims;
}

/** Collects elements: one packed run stays the view it is; more are joined in a growing array. */
class Elements {
  length = 0;
  private data: Float32Array = new Float32Array(0);

  addAll(run: Float32Array): void {
    if (this.length === 0) this.data = run;
    else {
      this.reserve(run.length);
      this.data.set(run, this.length);
    }
    this.length += run.length;
  }

  add(value: number): void {
    this.reserve(1);
    this.data[this.length++] = value;
  }

  all(): Float32Array {
    return this.length === this.data.length ? this.data : this.data.slice(0, this.length);
  }

  /** Room for `more` elements, in an array of our own: the first run is a view on the file. */
  private reserve(more: number): void {
    if (this.length + more <= this.data.length) return;
    const grown = new Float32Array(Math.max(64, 2 * this.length, this.length + more));
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }
}
