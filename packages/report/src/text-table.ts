/**
 * Cells longer than this keep their end, which tells layers apart:
 * `...ge1.0/nonlinearity/Relu_output_0_calibrated_pad`.
 */
const WIDEST = 50;
const GAP = 2;

/** Rows under a header, columns as wide as their widest cell, ruled by `=` above and `-` below the header. */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  notes: readonly (string | undefined)[] = [],
): string {
  const cells = rows.map((row) => row.map(shorten));
  const widths = header.map((title, column) => GAP + Math.max(title.length, ...cells.map((row) => row[column].length)));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column])).join('');
  const body = cells.flatMap((row, i) => (notes[i] ? [line(row), `    ${notes[i]}`] : [line(row)]));
  return ['='.repeat(total), line(header), '-'.repeat(total), ...body].join('\n');
}

function shorten(cell: string): string {
  return cell.length <= WIDEST ? cell : `...${cell.slice(cell.length - WIDEST + 3)}`;
}
