import type { Shape } from '@openbpu/tensor';

/** An equation of Einsum with a label for every dimension; those an ellipsis stands for are called `.0`, `.1`, …. */
export interface Equation {
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
  /** The size of every label: where some operands have 1 and others more, the larger one. */
  readonly sizes: ReadonlyMap<string, number>;
}

const TERM = /^[A-Za-z]*(\.\.\.[A-Za-z]*)?$/;

/**
 * Reads an equation, with blanks, an ellipsis, or without an output (then the labels that stand once, in alphabetical
 * order). What is wrong with it, as the end of a sentence that begins with "attribute equation", where it makes no
 * sense for the shapes.
 */
export function readEquation(text: string, shapes: readonly Shape[]): Equation | string {
  const [left, right, ...more] = text.replaceAll(/\s/g, '').split('->');
  const terms = left.split(',');
  if (more.length > 0 || ![...terms, right ?? ''].every((term) => TERM.test(term))) return `"${text}" cannot be read`;
  if (terms.length !== shapes.length) return `names ${terms.length} operands, and there are ${shapes.length}`;
  const hidden = terms.map((term, i) => (term.includes('...') ? shapes[i].length - (term.length - 3) : 0));
  const rank = Math.max(...hidden);
  const labelsOf = (term: string, dots: number) => {
    const ellipsis = Array.from({ length: dots }, (_, i) => `.${rank - dots + i}`);
    const [before, after] = term.split('...');
    return after === undefined ? [...before] : [...before, ...ellipsis, ...after];
  };
  const operands = terms.map((term, i) => labelsOf(term, Math.max(hidden[i], 0)));
  const sizes = new Map<string, number>();
  for (const [i, labels] of operands.entries()) {
    if (labels.length !== shapes[i].length || hidden[i] < 0)
      return `names ${labels.length} dimensions of operand ${i}, which has ${shapes[i].length}`;
    for (const [k, label] of labels.entries()) {
      const [known = 1, size] = [sizes.get(label), shapes[i][k]];
      if (known !== 1 && size !== 1 && known !== size) return `gives "${label}" the sizes ${known} and ${size}`;
      sizes.set(label, known === 1 ? size : known);
    }
  }
  const all = operands.flat();
  const once = [...new Set(all)].filter(
    (label) => label.length === 1 && all.filter((each) => each === label).length === 1,
  );
  const dots = Array.from({ length: rank }, (_, i) => `.${i}`);
  const output = right === undefined ? [...dots, ...once.sort()] : labelsOf(right, right.includes('...') ? rank : 0);
  const stray = output.find((label, i) => !sizes.has(label) || output.indexOf(label) !== i);
  return stray === undefined ? { operands, output, sizes } : `has "${stray}" in its output, twice or out of nowhere`;
}
