import { type DType, bytesOf, bytesPerElement, dataFromBytes } from './dtype';
import { sizeOf } from './shape';
import { type Tensor, makeTensor } from './tensor';

/**
 * NumPy's `.npy` format: versions 1.0 to 3.0, either byte order, C and Fortran order when reading; version 1.0,
 * little-endian, C order when writing.
 */

const MAGIC = '\x93NUMPY';
const DESCR: Readonly<Partial<Record<DType, string>>> = {
  float32: '<f4',
  float64: '<f8',
  float16: '<f2',
  int8: '|i1',
  uint8: '|u1',
  int16: '<i2',
  uint16: '<u2',
  int32: '<i4',
  uint32: '<u4',
  int64: '<i8',
  uint64: '<u8',
  bool: '|b1',
};
const DTYPE_OF = new Map(Object.entries(DESCR).map(([dtype, descr]) => [descr.slice(1), dtype as DType]));

/** Raised for a file that is no `.npy` file this can read; the message says why in one sentence. */
export class NpyError extends Error {}

export function encodeNpy(tensor: Tensor): Uint8Array {
  const shape = tensor.shape.length === 1 ? `(${tensor.shape[0]},)` : `(${tensor.shape.join(', ')})`;
  const head = `{'descr': '${DESCR[tensor.dtype]}', 'fortran_order': False, 'shape': ${shape}, }`;
  const prefix = MAGIC.length + 4;
  const padded = head.padEnd(Math.ceil((prefix + head.length + 1) / 64) * 64 - prefix - 1) + '\n';
  const data = bytesOf(tensor.data);
  const file = new Uint8Array(prefix + padded.length + data.length);
  file.set(Buffer.from(MAGIC, 'latin1'), 0);
  file.set([1, 0, padded.length & 255, padded.length >> 8], MAGIC.length);
  file.set(Buffer.from(padded, 'latin1'), prefix);
  file.set(data, prefix + padded.length);
  return file;
}

/** Throws NpyError on anything but a plain array of numbers. The elements come in C order, whatever the file has. */
export function decodeNpy(file: Uint8Array): Tensor {
  const text = (from: number, to: number) =>
    Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1', from, to);
  if (text(0, 6) !== MAGIC) throw new NpyError('the file does not begin with the .npy signature');
  const wide = file[6] >= 2;
  const start = wide ? 12 : 10;
  const length = file[8] + file[9] * 2 ** 8 + (wide ? file[10] * 2 ** 16 + file[11] * 2 ** 24 : 0);
  if (!(start + length <= file.length)) throw new NpyError('the .npy header is cut off');
  const head = text(start, start + length);
  if (/'descr':\s*\[/.test(head)) throw new NpyError('arrays of records are not read');
  const descr = /'descr':\s*'([<>|=]?)([^']+)'/.exec(head);
  const shapeText = /'shape':\s*\(([^)]*)\)/.exec(head);
  if (!descr || !shapeText) throw new NpyError('the .npy header has no descr and shape');
  const dtype = DTYPE_OF.get(descr[2]);
  if (!dtype) throw new NpyError(`element type ${descr[2]} is not read`);
  const shape = shapeText[1]
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(Number);
  if (!shape.every((dim) => Number.isSafeInteger(dim) && dim >= 0))
    throw new NpyError(`the shape (${shapeText[1]}) is not made of whole numbers`);
  const bytes = file.subarray(start + length);
  const wanted = sizeOf(shape) * bytesPerElement(dtype);
  if (bytes.length < wanted)
    throw new NpyError(`the header promises ${wanted} bytes of data and the file has ${bytes.length}`);
  const width = bytesPerElement(dtype);
  const ordered = descr[1] === '>' ? swapped(bytes.subarray(0, wanted), width) : bytes.subarray(0, wanted);
  const isFortran = /'fortran_order':\s*True/.test(head) && shape.length > 1;
  return makeTensor(dtype, shape, dataFromBytes(dtype, isFortran ? rowsOf(ordered, shape, width) : ordered));
}

/** Elements of `width` bytes, the bytes of each turned round. */
function swapped(bytes: Uint8Array, width: number): Uint8Array {
  return Uint8Array.from(bytes, (_, i) => bytes[i - (i % width) + width - 1 - (i % width)]);
}

/** Elements of `width` bytes in Fortran order (the first dimension runs fastest), given in C order. */
function rowsOf(columns: Uint8Array, shape: readonly number[], width: number): Uint8Array {
  const rows = new Uint8Array(columns.length);
  const strides = shape.map((_, axis) => width * sizeOf(shape.slice(0, axis)));
  const place = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < rows.length; to += width) {
    for (let i = 0; i < width; i++) rows[to + i] = columns[from + i];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++place[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      place[axis] = 0;
    }
  }
  return rows;
}
