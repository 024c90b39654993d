import { Add, Mul } from '@openbpu/ops';
import type { Step } from '../../graph/layer-site';

/** `scale·x + shift` as steps; none for a scale of 1 and a shift of 0. */
export function affine(scale: number, shift: number): Step[] {
  const steps: Step[] = [];
  if (scale !== 1) steps.push({ op: Mul, constant: scale });
  if (shift !== 0) steps.push({ op: Add, constant: shift });
  return steps;
}
