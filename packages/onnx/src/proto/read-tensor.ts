import { fail } from '@openbpu/diagnostics';
import {
  type DType,
  type Tensor,
  allocate,
  bytesPerElement,
  dataFromBytes,
  halvesToFloats,
  makeTensor,
  sizeOf,
} from '@openbpu/tensor';
import { ONNX } from '../catalogue';
import { DataType, dataTypeName, dtypeOfDataType } from './data-type';
import type { ExternalLoader } from './external-data';
import type { TensorProto } from './model';

const EXTERNAL = 1;

export interface ReadTensorOptions {
  /** Loads data that lies in another file; without it such a tensor is refused. */
  readonly loadExternal?: ExternalLoader;
  /** Gives float16 elements as float32. */
  readonly widen?: boolean;
}

/**
 * The elements of a tensor; raw data as a view where its alignment allows. bfloat16 is always widened to float32.
 * Throws a DiagnosticError for strings, complex, 8-bit and 4-bit floats, 4-bit integers, and data that does not fit the
 * shape.
 */
export function readTensor(proto: TensorProto, { loadExternal, widen = false }: ReadTensorOptions = {}): Tensor {
  const { dtype, size, brain } = claimsOf(proto);
  const shape = proto.dims;
  const bytes = isExternal(proto) ? readTensorBytes(proto, loadExternal) : proto.rawData;
  if (bytes) checkSize(proto, size * bytesPerElement(dtype), bytes.byteLength);
  else checkSize(proto, size, typedField(proto, dtype).length);
  const tensor = makeTensor(
    dtype,
    shape,
    bytes ? dataFromBytes(dtype, bytes) : fromNumbers(dtype, typedField(proto, dtype)),
  );
  if (brain) return makeTensor('float32', shape, brainsToFloats(tensor.data as Uint16Array));
  return dtype === 'float16' && widen
    ? makeTensor('float32', shape, halvesToFloats(tensor.data as Uint16Array))
    : tensor;
}

/** Whether the data lies in another file. */
export function isExternal({ dataLocation }: TensorProto): boolean {
  return dataLocation === EXTERNAL;
}

/** The bytes of an external tensor: as many as its shape asks for, and no other number is even loaded. */
export function readTensorBytes(proto: TensorProto, loadExternal: ExternalLoader | undefined): Uint8Array {
  const { dtype, size } = claimsOf(proto);
  const wanted = size * bytesPerElement(dtype);
  const entry = (key: string) => proto.externalData.find((pair) => pair.key === key)?.value;
  const location = entry('location') ?? '';
  const offset = Number(entry('offset') ?? 0);
  const length = entry('length');
  const place = { location, offset, ...(length === undefined ? {} : { length: Number(length) }) };
  if ([offset, place.length ?? 0].some((n) => !Number.isSafeInteger(n) || n < 0))
    fail(ONNX.externalUnreadable({ location, reason: 'its offset or length is no whole number' }));
  if (!loadExternal) fail(ONNX.externalUnloaded({ tensor: proto.name ?? '', location }));
  if (place.length !== undefined) checkSize(proto, wanted, place.length);
  const { buffer, byteOffset, byteLength } = loadExternal({ ...place, wanted });
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** What a tensor says of itself, without its elements: `size` of them. */
function claimsOf(proto: TensorProto): { readonly dtype: DType; readonly size: number; readonly brain: boolean } {
  const name = proto.name ?? '';
  const shape = proto.dims;
  const size = sizeOf(shape);
  if (proto.segment || !shape.every((dim) => Number.isSafeInteger(dim) && dim >= 0))
    fail(ONNX.tensorShape({ tensor: name, shape: `[${shape.join(', ')}]` }));
  const brain = proto.dataType === DataType.BFLOAT16;
  const dtype = brain
    ? 'uint16'
    : (dtypeOfDataType(proto.dataType) ?? fail(ONNX.elementType({ tensor: name, type: dataTypeName(proto.dataType) })));
  return { dtype, size, brain };
}

function checkSize({ name: tensor = '', dims }: TensorProto, expected: number, found: number): void {
  if (expected !== found) fail(ONNX.tensorSize({ tensor, shape: `[${dims.join(', ')}]`, expected, found }));
}

/** The repeated field that carries the elements of a type where there is no raw data. */
function typedField(proto: TensorProto, dtype: DType): readonly (number | bigint)[] {
  switch (dtype) {
    case 'float32':
      return proto.floatData;
    case 'float64':
      return proto.doubleData;
    case 'int64':
      return proto.int64Data;
    case 'uint32':
    case 'uint64':
      return proto.uint64Data;
    default:
      return proto.int32Data;
  }
}

function fromNumbers(dtype: DType, values: readonly (number | bigint)[]): Tensor['data'] {
  const data = allocate(dtype, values.length);
  if (data instanceof BigInt64Array || data instanceof BigUint64Array)
    values.forEach((value, i) => (data[i] = BigInt(value)));
  else if (dtype === 'bool') values.forEach((value, i) => (data[i] = Number(value) === 0 ? 0 : 1));
  else values.forEach((value, i) => (data[i] = Number(value)));
  return data;
}

/** bfloat16 is the upper half of a float32. */
function brainsToFloats(brains: Uint16Array): Float32Array {
  const bits = Uint32Array.from(brains, (half) => half << 16);
  return new Float32Array(bits.buffer);
}
