import { dtypeOfDataType } from '@openbpu/onnx';
import { type Tensor, hasDType, isFloat, makeTensor, normalizeAxis, rne, saturate, sizeOf } from '@openbpu/tensor';
import { elementsOf, integerTensor } from './elements';
import type { Attributes } from '../graph/attributes';
import type { Evaluator } from './evaluator';

/**
 * `(x − zero) · scale` with one scale, one for each place along `axis`, or one for each block of places along it; other
 * than to float32 it is not evaluated.
 */
const dequantise: Evaluator = ([x, scale, zero], attributes) => {
  if (!x || isFloat(x.dtype) || !scale || !hasDType(scale, 'float32')) return undefined;
  const at = placeOfScale(x, scale, zero, attributes);
  if (!at) return undefined;
  const zeros = zero ? Array.from(elementsOf(zero), Number) : new Array<number>(scale.data.length).fill(0);
  return [
    makeTensor(
      'float32',
      x.shape,
      Float32Array.from(Array.from(elementsOf(x), Number), (value, i) => (value - zeros[at(i)]) * scale.data[at(i)]),
    ),
  ];
};

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  uint16: [0, 65535],
};

/** `x / scale` in float32, rounded half to even, plus the zero point, saturated; scales as for `dequantise`. */
const quantise: Evaluator = ([x, scale, zero], attributes) => {
  const wanted = attributes.int('output_dtype', 0);
  const dtype = zero?.dtype ?? (wanted === 0 ? 'uint8' : dtypeOfDataType(wanted));
  if (!x || !hasDType(x, 'float32') || !scale || !hasDType(scale, 'float32') || !dtype || !Object.hasOwn(RANGES, dtype))
    return undefined;
  const at = placeOfScale(x, scale, zero, attributes);
  if (!at) return undefined;
  const [low, high] = RANGES[dtype];
  const zeros = zero ? Array.from(elementsOf(zero), Number) : undefined;
  const integers = Array.from(x.data, (value, i) =>
    BigInt(saturate(rne(Math.fround(value / scale.data[at(i)])) + (zeros?.[at(i)] ?? 0), low, high)),
  );
  return [integerTensor(dtype, x.shape, integers)];
};

/** Which scale each element has; undefined for scales of no form. Throws RangeError where their number does not fit. */
function placeOfScale(
  x: Tensor,
  scale: Tensor,
  zero: Tensor | undefined,
  attributes: Attributes,
): ((i: number) => number) | undefined {
  const block = attributes.int('block_size', 0);
  if (block > 0)
    return placeOfBlock(x.shape, scale, zero, normalizeAxis(attributes.int('axis', 1), x.shape.length), block);
  if (scale.shape.length > 1) return undefined;
  const count = scale.data.length;
  const axis = count === 1 ? 0 : normalizeAxis(attributes.int('axis', 1), x.shape.length);
  if (count !== 1 && count !== x.shape[axis])
    throw new RangeError(`${count} scales do not fit the ${x.shape[axis]} elements of axis ${axis}`);
  if (zero && zero.data.length !== count)
    throw new RangeError(`${zero.data.length} zero points do not fit ${count} scales`);
  const inner = sizeOf(x.shape.slice(axis + 1));
  return (i) => (count === 1 ? 0 : Math.floor(i / inner) % count);
}

/** Which scale each element has where `block` places along an axis share one. */
function placeOfBlock(
  shape: readonly number[],
  scale: Tensor,
  zero: Tensor | undefined,
  axis: number,
  block: number,
): (i: number) => number {
  const blocks = Math.ceil(shape[axis] / block);
  const wanted = shape.map((dim, i) => (i === axis ? blocks : dim)).join('x');
  for (const [what, given] of [
    ['scales', scale],
    ['zero points', zero ?? scale],
  ] as const)
    if (given.shape.join('x') !== wanted)
      throw new RangeError(
        `${what} of ${given.shape.join('x')} are not the ${wanted} of blocks of ${block} on axis ${axis}`,
      );
  const inner = sizeOf(shape.slice(axis + 1));
  return (i) => {
    const row = Math.floor(i / inner);
    const place = row % shape[axis];
    return (((row - place) / shape[axis]) * blocks + Math.floor(place / block)) * inner + (i % inner);
  };
}

export const QUANTISATION: Readonly<Record<string, Evaluator>> = {
  DequantizeLinear: dequantise,
  QuantizeLinear: quantise,
};
