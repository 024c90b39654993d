import type { TensorType } from '@openbpu/tensor';

/** The one input of an op that takes one. Throws TypeError when it is absent. */
export function oneInput(x: TensorType | undefined, name: string): TensorType {
  if (!x) throw new TypeError(`${name} takes one tensor`);
  return x;
}
