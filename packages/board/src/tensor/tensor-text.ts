import { type Shape, sizeOf } from '@openbpu/tensor';

export interface TextForm {
  /** Decimals of real numbers. */
  readonly precision: number;
  /**
   * The dimension that ends a line: each line holds what is inside of one of its indices. The last dimension, or -1:
   * a number a line, as for a tensor that has no such dimension.
   */
  readonly axis: number;
}

/** A tensor as text: its numbers in order, separated by blanks and lines. `real`: they are no integers. */
export function tensorText(values: ArrayLike<number | bigint>, shape: Shape, real: boolean, form: TextForm): string {
  const { precision, axis } = form;
  const length = axis < 0 ? 1 : Math.max(1, sizeOf(shape.slice(axis + 1)));
  const lines: string[] = [];
  for (let from = 0; from < values.length; from += length) {
    const line: string[] = [];
    for (let i = from; i < Math.min(values.length, from + length); i++) {
      const value = values[i];
      line.push(real && typeof value === 'number' ? value.toFixed(precision) : `${value}`);
    }
    lines.push(line.join(' '));
  }
  return lines.map((line) => `${line}\n`).join('');
}
