import { DataType, type TensorProto, readTensor } from '@openbpu/onnx';
import { type Tensor, isFloat, makeTensor, sameShape, toNumbers } from '@openbpu/tensor';

const ABSOLUTE = 1e-7;

/** How far a result may be off, relative to what is wanted: the precision of short floats where that is coarser. */
const RELATIVE: Readonly<Partial<Record<number, number>>> = {
  [DataType.FLOAT16]: 2 ** -9,
  [DataType.BFLOAT16]: 2 ** -7,
};

/** The elements as the graph has them: every float is float32. */
export function widened(proto: TensorProto): Tensor {
  const tensor = readTensor(proto, { widen: true });
  return tensor.dtype === 'float64'
    ? makeTensor('float32', tensor.shape, Float32Array.from(toNumbers(tensor)))
    : tensor;
}

/** How two tensors are compared. */
export interface Comparison {
  /** Whether elements are; default true. */
  readonly elements?: boolean;
  /** What floats may be off besides, relative to the largest one that is wanted; default 0. */
  readonly ofLargest?: number;
}

/**
 * What differs, in words: the element type, the shape, or the first element of those that do. Floats may be off by
 * 1e-7 + 1e-3 · |wanted|, as in the standard's own runner, half and brain floats by 2^-9 and 2^-7 of the wanted one;
 * others not at all. NaN is NaN.
 */
export function difference(
  found: Tensor,
  proto: TensorProto,
  { elements = true, ofLargest = 0 }: Comparison = {},
): string | undefined {
  const wanted = widened(proto);
  if (found.dtype !== wanted.dtype || !sameShape(found.shape, wanted.shape))
    return `${found.dtype}[${found.shape.join('x')}] is not ${wanted.dtype}[${wanted.shape.join('x')}]`;
  if (!elements) return undefined;
  const relative = RELATIVE[proto.dataType ?? 0] ?? 1e-3;
  const finite = toNumbers(wanted).filter(Number.isFinite);
  const absolute = ABSOLUTE + ofLargest * finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < wanted.data.length; i++) {
    const [a, b] = [found.data[i], wanted.data[i]];
    if (a === b || Object.is(a, b)) continue;
    const close = Math.abs(Number(a) - Number(b)) <= absolute + relative * Math.abs(Number(b));
    if (isFloat(wanted.dtype) && Number.isFinite(Number(b)) && close) continue;
    return `element ${i} of ${wanted.shape.join('x')} is ${a} and not ${b}`;
  }
  return undefined;
}
