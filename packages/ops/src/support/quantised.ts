import { type DType, type Tensor, hasDType } from '@openbpu/tensor';

/** An integer activation type. */
export type ActivationDType = 'int8' | 'int16';

/** Throws TypeError with a sentence when an op that takes quantised activations gets something else. */
export function expectQuantisedType(dtype: DType, op: string): ActivationDType {
  if (dtype === 'int8' || dtype === 'int16') return dtype;
  throw new TypeError(`${op} takes int8 or int16, not ${dtype}`);
}

/** Narrows a tensor to the integer activation types: anything else is a bug of the caller, as `infer` refuses it. */
export function expectQuantised(tensor: Tensor): Tensor<ActivationDType> {
  if (hasDType(tensor, 'int8') || hasDType(tensor, 'int16')) return tensor;
  throw new TypeError(`expected an int8 or int16 tensor, got ${tensor.dtype}`);
}
