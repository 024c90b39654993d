import type { Judged, Way } from './judge-net';

/** One conversion of a net or of its copy. */
export interface Row {
  readonly what: string;
  readonly way: Way;
  readonly judged: Judged;
}

const HEAD = ['', 'calibration', 'float', 'int8', 'points', 'interval', '1 - cosine', 'ms', 'seconds', 'method'];

/** A row by itself, told as soon as it is there. */
export function lineOf(row: Row): string {
  return cellsOf(row).join('  ');
}

/** Rows of text in columns of equal width: percent right, the difference in points, and what won. */
export function tableOf(rows: readonly Row[]): string {
  const all = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ what, way, judged: { float, top1, interval, cosine, ms, seconds, method } }: Row): string[] {
  return [
    what,
    [
      way.calibration,
      ...(way.effort === undefined ? [] : [`--effort ${way.effort}`]),
      ...(way.int16 ? ['some int16'] : []),
    ].join(' '),
    float.toFixed(2),
    top1.toFixed(2),
    (top1 - float).toFixed(2),
    interval.map((points) => points.toFixed(1)).join(' .. '),
    (1 - cosine).toPrecision(3),
    ms.toFixed(3),
    seconds.toFixed(0),
    method,
  ];
}
