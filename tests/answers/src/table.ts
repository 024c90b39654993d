import type { JudgedNet } from './judged-net';

export const HEAD = ['net', 'judged by', 'pictures', 'float', 'int8', 'agreement', 'drop', 'interval', 'cosine', 'of'];

/** The cells of a row below `HEAD`: percent and points. */
export function cellsOf({ name, by, pictures, float, quantised, agreement, drop, worst }: JudgedNet): string[] {
  const percent = (part: number | undefined) => (part === undefined ? '.' : (100 * part).toFixed(2));
  return [
    name,
    by,
    `${pictures}`,
    percent(float),
    percent(quantised),
    percent(agreement),
    drop.points.toFixed(2),
    `${drop.low.toFixed(2)} .. ${drop.high.toFixed(2)}`,
    worst.cosine.toFixed(5),
    worst.output,
  ];
}

/** A row in columns, told as soon as it is there. */
export function lineOf(cells: readonly string[]): string {
  const widths = [14, 17, 8, 6, 6, 9, 6, 15, 8];
  return cells
    .map((cell, i) => cell.padEnd(widths[i] ?? 0))
    .join('  ')
    .trimEnd();
}
