import type { Metric, SensitivityResult } from '@openbpu/analysis';
import { pythonReal } from './python-real';

const GAP = 2;

/** The values of a node under the names of their metrics, as text in full precision. */
export function sensitivityTexts(values: ReadonlyMap<Metric, number>): Readonly<Record<string, string>> {
  return Object.fromEntries([...values].map(([metric, value]) => [metric, pythonReal(value)]));
}

/**
 * The table of the guide: the kind of nodes in the middle of a rule, a header, a rule, and a row a node, the worst
 * first, columns as wide as their widest cell.
 */
export function sensitivityText({ kind, metrics, nodes }: SensitivityResult): string {
  const rows = [...nodes].map(([node, values]) => {
    const texts = sensitivityTexts(values);
    return [node, ...metrics.map((metric) => texts[metric] ?? '')];
  });
  const header = ['Node', ...metrics];
  const all = [header, ...rows];
  const widths = header.map((_, i) => GAP + all.reduce((most, row) => Math.max(most, row[i].length), 0));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const side = Math.max(total - kind.length, 0) / 2;
  const rule = `${'='.repeat(Math.floor(side))}${kind}${'='.repeat(Math.ceil(side))}`;
  const cells = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('')
      .trimEnd();
  return [rule, cells(header), '-'.repeat(total), ...rows.map(cells)].join('\n');
}
