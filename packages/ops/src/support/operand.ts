import type { QuantiseSite } from '@openbpu/ir';
import { expectDType, makeTensor, quantize, scaleOfThreshold } from '@openbpu/tensor';

/**
 * The integers standing for one operand of an element-wise op: computed, or a constant at the scale of its largest
 * magnitude / 127.
 */
export function operand<A>(site: QuantiseSite<A>, index: number): { readonly id: string; readonly scale: number } {
  const constant = site.constant(index);
  if (!constant) return site.input(index);
  const { data } = expectDType(constant, 'float32');
  const scale = scaleOfThreshold(
    data.reduce((largest, value) => (Math.abs(value) > largest ? Math.abs(value) : largest), 0),
  );
  const q = Int8Array.from(data, (value) => quantize(value, scale, -128, 127));
  return { id: site.addConstant(`constant_${index}`, makeTensor('int8', constant.shape, q)), scale };
}
