import type { PerfReport } from '@openbpu/board';
import { clipped } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { type Piece, html } from '../page/markup';
import { barOf } from '../page/quality';
import { MOST_NAME, ms, share } from './perf-words';

/** What runs on the CPU, by the names of its rows. */
export function cpuSection({ cpuRows, latencyUs }: Pick<PerfReport, 'cpuRows' | 'latencyUs'>): Section | undefined {
  if (cpuRows.length === 0) return undefined;
  const longest = cpuRows.reduce((most, row) => Math.max(most, row.latencyUs), 0);
  const rows = cpuRows.map((row): Piece[] => [
    html`<code>${clipped(row.name, MOST_NAME)}</code>`,
    html`${ms(row.latencyUs)}${barOf('cpu', row.latencyUs, longest)}`,
    share(row.latencyUs, latencyUs),
  ]);
  const table = dataTable(['row', '#ms', '#of an inference'], rows);
  const note = 'What runs beside the BPU, and is in none of the metrics above.';
  return { id: 'cpu', title: 'CPU nodes', body: html`<p>${note}</p><div class="sortable">${table}</div>` };
}
