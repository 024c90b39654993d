import type { RawAttrs } from '@openbpu/ir';
import type { DType, Shape } from '@openbpu/tensor';

/** The ONNX version foreign operators are written for: that of the files the project writes. */
const OPSET = 17;

/**
 * Attributes of an `OnnxOp` of the standard domain with one output. Whole numbers are ints; real ones are written
 * `{ float }`, rounded to float32.
 */
export function onnxAttrs(
  opType: string,
  attributes: Readonly<Record<string, number | readonly number[] | { readonly float: number }>>,
  dtype: DType,
  shape: Shape,
): RawAttrs {
  const rounded = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === 'object' && 'float' in value ? { float: Math.fround(value.float) } : value,
  ]);
  return { domain: '', opType, opset: OPSET, attributes: Object.fromEntries(rounded), outputTypes: [{ dtype, shape }] };
}
