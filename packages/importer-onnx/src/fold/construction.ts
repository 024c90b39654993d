import { DataType, dtypeOfDataType } from '@openbpu/onnx';
import {
  type DType,
  type Tensor,
  allocate,
  isFloat,
  makeTensor,
  normalizeAxis,
  sizeOf,
  stridesOf,
} from '@openbpu/tensor';
import { readConstant } from '../graph/initialisers';
import { broadcastIndices } from './broadcast';
import { elementsOf, integerTensor, integersOf, pick } from './elements';
import { type Evaluator, MOST_ELEMENTS } from './evaluator';

const constantOfShape: Evaluator = ([dims], attributes) => {
  const shape = dims && Array.from(elementsOf(dims), Number);
  if (!shape || shape.some((dim) => dim < 0) || sizeOf(shape) > MOST_ELEMENTS) return undefined;
  const proto = attributes.tensor('value');
  const value = proto ? readConstant(proto) : makeTensor('float32', [1]);
  if (value.data.length !== 1) attributes.wrong('value', 'does not have one element');
  return [pick(value, shape, new Int32Array(sizeOf(shape)))];
};

const range: Evaluator = (inputs) => {
  const [start] = inputs;
  if (!start || inputs.some((input) => input?.dtype !== start.dtype || input.data.length !== 1)) return undefined;
  const [from, to, step] = inputs.map((input) => Number(input!.data[0]));
  const count = Math.max(Math.ceil((to - from) / step), 0);
  if (!Number.isFinite(count) || count > MOST_ELEMENTS) return undefined;
  if (isFloat(start.dtype))
    return [
      makeTensor(
        'float32',
        [count],
        Float32Array.from({ length: count }, (_, i) => from + i * step),
      ),
    ];
  return [
    integerTensor(
      start.dtype,
      [count],
      Array.from({ length: count }, (_, i) => BigInt(from + i * step)),
    ),
  ];
};

const tile: Evaluator = ([x, repeatsInput]) => {
  const repeats = repeatsInput && Array.from(elementsOf(repeatsInput), Number);
  if (!x || !repeats || repeats.length !== x.shape.length) return undefined;
  const shape = x.shape.map((dim, axis) => dim * repeats[axis]);
  if (sizeOf(shape) > MOST_ELEMENTS) return undefined;
  const own = stridesOf(x.shape);
  const strides = stridesOf(shape);
  return [
    pick(
      x,
      shape,
      Int32Array.from({ length: sizeOf(shape) }, (_, at) =>
        strides.reduce(
          (sum, stride, axis) => sum + ((Math.floor(at / stride) % shape[axis]) % x.shape[axis]) * own[axis],
          0,
        ),
      ),
    ),
  ];
};

/** Elements of `data` along an axis at the indices; negative ones count from the end. */
const gather: Evaluator = ([data, indices], attributes) => {
  const wanted = indices && integersOf(indices);
  if (!data || !wanted || data.shape.length === 0) return undefined;
  const axis = normalizeAxis(attributes.int('axis', 0), data.shape.length);
  const length = data.shape[axis];
  const places = wanted.map((index) => Number(index) + (index < 0n ? length : 0));
  if (places.some((place) => place < 0 || place >= length))
    throw new RangeError(`an index is outside the ${length} elements of axis ${axis}`);
  const outer = sizeOf(data.shape.slice(0, axis));
  const inner = sizeOf(data.shape.slice(axis + 1));
  const at = new Int32Array(outer * places.length * inner);
  let k = 0;
  for (let o = 0; o < outer; o++)
    for (const place of places) for (let i = 0; i < inner; i++) at[k++] = (o * length + place) * inner + i;
  return [pick(data, [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)], at)];
};

const expand: Evaluator = ([x, dims]) => {
  const shape = dims && Array.from(elementsOf(dims), Number);
  if (!x || !shape || sizeOf(shape) > MOST_ELEMENTS) return undefined;
  const to = broadcastIndices([x.shape, shape]);
  return [pick(x, to.shape, to.indices[0])];
};

/** Places of the elements that are not 0, one column each. */
const nonZero: Evaluator = ([x]) => {
  if (!x) return undefined;
  const strides = stridesOf(x.shape);
  const places = elementsOf(x).flatMap((value, at) => (Number(value) === 0 ? [] : [at]));
  return [
    integerTensor(
      'int64',
      [x.shape.length, places.length],
      strides.flatMap((stride, axis) => places.map((at) => BigInt(Math.floor(at / stride) % x.shape[axis]))),
    ),
  ];
};

/** Floats become integers by truncation and anything but 0 becomes true; every float type is float32. */
export function castTo(x: Tensor, wanted: DType): Tensor {
  const dtype = isFloat(wanted) ? 'float32' : wanted;
  const elements: readonly (number | bigint)[] = elementsOf(x);
  if (dtype === 'float32') return makeTensor('float32', x.shape, Float32Array.from(elements, Number));
  if (dtype === 'bool') {
    const truths = Uint8Array.from(elements, (value) => (Number(value) === 0 ? 0 : 1));
    return makeTensor('bool', x.shape, truths);
  }
  return integerTensor(
    dtype,
    x.shape,
    elements.map((value) =>
      typeof value === 'bigint' ? value : BigInt(Number.isFinite(value) ? Math.trunc(value) : 0),
    ),
  );
}

const cast: Evaluator = ([x], attributes) => {
  const to = attributes.int('to');
  const wanted = to === DataType.BFLOAT16 ? 'float32' : dtypeOfDataType(to);
  return x && wanted && [castTo(x, wanted)];
};

/** Ones on the diagonal that is `k` above the main one. */
const eyeLike: Evaluator = ([x], attributes) => {
  if (x?.shape.length !== 2) return undefined;
  const wanted = attributes.int('dtype');
  const dtype = wanted === undefined ? x.dtype : dtypeOfDataType(wanted);
  if (!dtype) return undefined;
  const k = attributes.int('k', 0);
  const [, columns] = x.shape;
  const ones = Float32Array.from({ length: x.data.length }, (_, at) =>
    (at % columns) - Math.floor(at / columns) === k ? 1 : 0,
  );
  return [castTo(makeTensor('float32', x.shape, ones), dtype)];
};

/** The window `Σ a_i · cos(2π·i·n / N)` of N places, or of N + 1 where it is to be symmetric. */
function window(...terms: readonly number[]): Evaluator {
  return ([sizeInput], attributes) => {
    const size = sizeInput ? Number(elementsOf(sizeInput)[0]) : NaN;
    const dtype = dtypeOfDataType(attributes.int('output_datatype', DataType.FLOAT));
    if (!(size >= 0 && size <= MOST_ELEMENTS) || !dtype) return undefined;
    const period = attributes.flag('periodic', true) ? size : size - 1;
    const at = (n: number) => terms.reduce((sum, a, i) => sum + a * Math.cos((2 * Math.PI * i * n) / period), 0);
    return [
      castTo(
        makeTensor(
          'float32',
          [size],
          Float32Array.from({ length: size }, (_, n) => at(n)),
        ),
        dtype,
      ),
    ];
  };
}

/** The elements under a shape with a dimension of 0, which no op takes. */
const reshapeEmpty: Evaluator = ([x, dims], attributes) => {
  if (x?.data.length !== 0 || !dims) return undefined;
  const wanted = Array.from(elementsOf(dims), Number);
  const keep = !attributes.flag('allowzero', false);
  const shape = wanted.map((dim, i) => (dim === 0 && keep ? (x.shape[i] ?? 0) : dim === -1 ? 0 : dim));
  return sizeOf(shape) === 0 ? [{ ...x, shape, data: allocate(x.dtype, 0) } as Tensor] : undefined;
};

export const CONSTRUCTION: Readonly<Record<string, Evaluator>> = {
  BlackmanWindow: window(0.42, -0.5, 0.08),
  Cast: cast,
  ConstantOfShape: constantOfShape,
  Expand: expand,
  EyeLike: eyeLike,
  Gather: gather,
  HammingWindow: window(25 / 46, -21 / 46),
  HannWindow: window(0.5, -0.5),
  NonZero: nonZero,
  Range: range,
  Reshape: reshapeEmpty,
  Tile: tile,
};
