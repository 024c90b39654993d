import type { AnyOp, QuantiseSite, RawAttrs } from '@openbpu/ir';
import type { QuantParams, TensorType } from '@openbpu/tensor';
import { inputAtScale } from './input-at-scale';

/** `x` with another shape: the element type and a per-tensor scale stay; a per-channel scale does not survive. */
export function moved(x: TensorType, shape: readonly number[], layout: TensorType['layout']): TensorType {
  const quant: QuantParams | undefined = x.quant && x.quant.axis === undefined ? x.quant : undefined;
  return { dtype: x.dtype, shape, layout, ...(quant ? { quant } : {}) };
}

/**
 * The integer form of an op that moves the elements of its inputs: the same movement on integers, all of the output's
 * type and at its scale.
 */
export function quantiseMovement<A>(site: QuantiseSite<A>, op: AnyOp, attrs: RawAttrs): readonly string[] {
  const y = site.output(0);
  const inputs = site.node.inputs.map((_, index) => inputAtScale(site, index, y));
  return [site.emit(op, inputs, attrs, y.type)];
}
