import {
  type DType,
  type Shape,
  type Tensor,
  type TensorType,
  allocate,
  expectDType,
  hasDType,
  makeTensor,
  quantize,
  rangeOf,
  sizeOf,
} from '@openbpu/tensor';

import type { Steps } from './tables';

/** An integer activation type. */
export type ActivationDType = 'int8' | 'int16';

/** Throws TypeError with a sentence when an op that takes quantised activations gets something else. */
export function expectQuantisedType(dtype: DType | undefined, op: string): ActivationDType {
  if (dtype === 'int8' || dtype === 'int16') return dtype;
  throw new TypeError(`${op} takes int8 or int16, not ${dtype ?? 'nothing'}`);
}

/** The type of an input that holds quantised activations. Throws TypeError with a sentence for anything else. */
export function quantisedInput(
  type: TensorType | undefined,
  op: string,
): TensorType & { readonly dtype: ActivationDType } {
  const dtype = expectQuantisedType(type?.dtype, op);
  return { ...type!, dtype };
}

/** Narrows a tensor to the integer activation types: anything else is a bug of the caller, as `infer` refuses it. */
export function expectQuantised(tensor: Tensor): Tensor<ActivationDType> {
  if (hasDType(tensor, 'int8') || hasDType(tensor, 'int16')) return tensor;
  throw new TypeError(`expected an int8 or int16 tensor, got ${tensor.dtype}`);
}

/** What stands for reals in integers: the type, and how. Throws TypeError where that is no integer activation. */
export function stepsOf({ dtype, quant }: TensorType): Steps {
  if (!quant) throw new TypeError('a tensor without scales where integers of an activation were expected');
  return { dtype: expectQuantisedType(dtype, 'an activation'), quant };
}

/** A tensor of integers, each given by its flat index. */
export function integersFrom<D extends ActivationDType>(
  dtype: D,
  shape: Shape,
  element: (at: number) => number,
): Tensor<D> {
  const data = allocate(dtype, sizeOf(shape));
  for (let at = 0; at < data.length; at++) data[at] = element(at);
  return makeTensor(dtype, shape, data);
}

/** Reals as integers at one scale: `clamp(rne(fround(x / scale)))`, NaN 0. */
export function quantised<D extends ActivationDType>(reals: Tensor, scale: number, dtype: D): Tensor<D> {
  const { data } = expectDType(reals, 'float32');
  const [low, high] = rangeOf(dtype);
  return integersFrom(dtype, reals.shape, (at) => quantize(data[at], scale, low, high));
}
