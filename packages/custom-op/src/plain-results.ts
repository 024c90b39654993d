import { type Tensor, type TensorData, isDType, sizeOf } from '@openbpu/tensor';
import type { PlainType } from './custom-op';
import { CustomOpError } from './custom-op-error';

const ARRAYS = {
  float32: 'Float32Array',
  float64: 'Float64Array',
  float16: 'Uint16Array',
  int8: 'Int8Array',
  uint8: 'Uint8Array',
  int16: 'Int16Array',
  uint16: 'Uint16Array',
  int32: 'Int32Array',
  uint32: 'Uint32Array',
  int64: 'BigInt64Array',
  uint64: 'BigUint64Array',
  bool: 'Uint8Array',
} as const;

/** The types that `infer` gives, held against what a type may be. Throws CustomOpError. */
export function plainTypes(found: unknown): readonly PlainType[] {
  if (!Array.isArray(found)) return refuse('types', `infer gives ${said(found)} and no list of types`);
  if (found.length === 0) refuse('types', 'infer gives no output');
  return found.map((type: unknown, i) => {
    const { dtype, shape } = fields(type);
    if (typeof dtype !== 'string' || !isDType(dtype))
      return refuse('types', `infer gives output ${i} the element type ${said(dtype)}`);
    if (dtype === 'float16' || dtype === 'float64')
      return refuse('types', `infer gives output ${i} the element type ${dtype}; every float here is float32`);
    if (!Array.isArray(shape) || !shape.every((dim) => Number.isSafeInteger(dim) && dim >= 0))
      return refuse('types', `infer gives output ${i} the shape ${said(shape)}`);
    return { dtype, shape: [...shape] as number[] };
  });
}

/** Copies of the tensors that `evaluate` gives, held against their types. Throws CustomOpError. */
export function plainResults(found: unknown, types: readonly PlainType[]): readonly Tensor[] {
  if (isThenable(found)) refuse('results', 'evaluate gives a Promise, and computes at once here');
  if (!Array.isArray(found)) return refuse('results', `evaluate gives ${said(found)} and no list of tensors`);
  if (found.length !== types.length)
    refuse('results', `evaluate gives ${found.length} of ${types.length} outputs that infer gives`);
  return types.map((type, i) => plainResult(found[i], type, i));
}

function plainResult(found: unknown, { dtype, shape }: PlainType, at: number): Tensor {
  const wanted = `${dtype}[${shape.join('x')}]`;
  const given = fields(found);
  if (given.dtype !== dtype || !Array.isArray(given.shape) || given.shape.join() !== shape.join()) {
    const dims = Array.isArray(given.shape) ? given.shape.join('x') : said(given.shape);
    return refuse('results', `evaluate gives output ${at} as ${said(given.dtype)}[${dims}], and infer as ${wanted}`);
  }
  const { data } = given;
  if (!isArrayOf(data, ARRAYS[dtype]))
    return refuse('results', `the data of output ${at} is ${said(data)}, and of ${dtype} a ${ARRAYS[dtype]}`);
  if (data.length !== sizeOf(shape))
    refuse('results', `the data of output ${at} has ${data.length} elements, and ${wanted} has ${sizeOf(shape)}`);
  if (dtype === 'bool' && data.some((element: unknown) => element !== 0 && element !== 1))
    refuse('results', `the data of output ${at} is bool and holds other bytes than 0 and 1`);
  return { dtype, shape, data: data.slice() as TensorData };
}

/** Whether a value is a typed array of this name, of whichever realm. */
function isArrayOf(value: unknown, name: string): value is Uint8Array {
  return ArrayBuffer.isView(value) && said(value) === `a ${name}`;
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What a value is, in few words. */
function said(value: unknown): string {
  if (ArrayBuffer.isView(value)) return `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
  if (Array.isArray(value)) return `[${value.join(', ')}]`.slice(0, 60);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === undefined || value === null ? 'nothing' : `a value of type ${typeof value}`;
}

function refuse(fault: 'types' | 'results', problem: string): never {
  throw new CustomOpError(fault, problem);
}
