import type { QuantiseSite } from '@openbpu/ir';
import { expectDType, scaleOfThreshold } from '@openbpu/tensor';
import { quantised } from './quantised';

/**
 * The integers standing for one operand of an element-wise op: computed, or a constant at the scale of its largest
 * magnitude, int16 where the result or the other operand is and int8 else.
 */
export function operand<A>(site: QuantiseSite<A>, index: 0 | 1): { readonly id: string; readonly scale: number } {
  const constant = site.constant(index);
  if (!constant) return site.input(index);
  const other = site.constant(1 - index) ? undefined : site.input(1 - index).type.dtype;
  const dtype = site.output(0).dtype === 'int16' || other === 'int16' ? 'int16' : 'int8';
  const { data } = expectDType(constant, 'float32');
  const scale = scaleOfThreshold(
    data.reduce((largest, value) => (Math.abs(value) > largest ? Math.abs(value) : largest), 0),
    dtype,
  );
  return { id: site.addConstant(`constant_${index}`, quantised(constant, scale, dtype)), scale };
}
