import type { QuantParams, TensorType } from '@openbpu/tensor';

/** `x` with another shape: the element type and a per-tensor scale stay; a per-channel scale does not survive. */
export function moved(x: TensorType, shape: readonly number[], layout: TensorType['layout']): TensorType {
  const quant: QuantParams | undefined = x.quant && x.quant.axis === undefined ? x.quant : undefined;
  return { dtype: x.dtype, shape, layout, ...(quant ? { quant } : {}) };
}
