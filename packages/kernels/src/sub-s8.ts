import { type AddS8, addS8 } from './add-s8';
import { type Kernels } from './kernels';

/**
 * `y[i] = clamp(rne(fround(fround(a[i] * aMultiplier) - fround(b[i mod period] * bMultiplier))), lo, hi)`: the sum with
 * the second multiplier negated, which is the same float, since negation is exact.
 */
export function subS8(kernels: Kernels, p: AddS8): void {
  addS8(kernels, { ...p, bMultiplier: -p.bMultiplier });
}
