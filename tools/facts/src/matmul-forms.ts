import type { MatMulForm } from '@openbpu/plugin-api';

const CONSTANT: Readonly<Record<string, MatMulForm['constant']>> = {
  fm_times_const: 'b',
  const_times_fm: 'a',
  fm_times_fm: 'none',
};

/** Reads forms such as `BxMxK * KxN (B>=1)`, grouped by which operand is a constant. */
export function matMulForms(groups: Readonly<Record<string, readonly string[]>>): readonly MatMulForm[] {
  return Object.entries(groups).flatMap(([group, texts]) => texts.map((text) => matMulForm(text, group)));
}

function matMulForm(text: string, group: string): MatMulForm {
  const constant = CONSTANT[group];
  const found = /^([\dA-Zx]+) \* ([\dA-Zx]+)(?: \(([^)]*)\))?$/.exec(text);
  if (!found || constant === undefined) throw new SyntaxError(`not a MatMul form: ${group} ${text}`);
  const [, a, b, bounds] = found;
  const atLeast = Object.fromEntries((bounds?.split(',') ?? []).map(bound));
  return { constant, a: a.split('x').map(part), b: b.split('x').map(part), ...(bounds ? { atLeast } : {}) };
}

function part(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function bound(text: string): [string, number] {
  const found = /^([A-Z])(>=?)(\d+)$/.exec(text.trim());
  if (!found) throw new SyntaxError(`not a bound: ${text}`);
  return [found[1], Number(found[3]) + (found[2] === '>' ? 1 : 0)];
}
