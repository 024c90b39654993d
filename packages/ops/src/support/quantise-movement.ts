import type { AnyOp, QuantiseSite, RawAttrs } from '@openbpu/ir';
import { inputAtScale } from './input-at-scale';

/**
 * The integer form of an op that moves the elements of its inputs: the same movement on integers, all at the output's
 * scale.
 */
export function quantiseMovement<A>(site: QuantiseSite<A>, op: AnyOp, attrs: RawAttrs): readonly string[] {
  const { type, scale } = site.output(0);
  const inputs = site.node.inputs.map((_, index) => inputAtScale(site, index, scale));
  return [site.emit(op, inputs, attrs, type)];
}
