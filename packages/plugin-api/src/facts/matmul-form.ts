import type { Shape } from '@openbpu/tensor';

/**
 * A pair of MatMul shapes a march accepts. A letter is one size wherever it stands, a number is itself; `atLeast`
 * bounds letters from below. `BxMxK * KxN` is `{ a: ['B', 'M', 'K'], b: ['K', 'N'] }`.
 */
export interface MatMulForm {
  /** Which operand is a constant. */
  readonly constant: 'none' | 'a' | 'b';
  readonly a: readonly (string | number)[];
  readonly b: readonly (string | number)[];
  readonly atLeast?: Readonly<Record<string, number>>;
}

/** Whether the shapes of a and b, constant or not, are one of the forms. */
export function matchMatMulForm(
  [a, b]: readonly Shape[],
  [aConst, bConst]: readonly boolean[],
  forms: readonly MatMulForm[],
): boolean {
  if (aConst && bConst) return false;
  const constant = aConst ? 'a' : bConst ? 'b' : 'none';
  return forms.some((form) => form.constant === constant && matches(form, a, b));
}

function matches(form: MatMulForm, a: Shape, b: Shape): boolean {
  const sizes = new Map<string, number>();
  const one = (pattern: readonly (string | number)[], shape: Shape) =>
    pattern.length === shape.length &&
    pattern.every((part, i) => {
      if (typeof part === 'number') return part === shape[i];
      const known = sizes.get(part) ?? shape[i];
      sizes.set(part, known);
      return known === shape[i] && known >= (form.atLeast?.[part] ?? 1);
    });
  return one(form.a, a) && one(form.b, b);
}
