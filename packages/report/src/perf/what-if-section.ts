import type { PerfReport } from '@openbpu/board';
import { NONE, clipped } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { type Piece, html } from '../page/markup';
import { ms } from './perf-words';

const MOST_CHANGE = 400;

/** What other choices would bring. */
export function whatIfSection({ whatIf, latencyUs }: Pick<PerfReport, 'whatIf' | 'latencyUs'>): Section | undefined {
  if (whatIf.length === 0) return undefined;
  const rows = whatIf.map(({ change, latencyUs: then, how }): Piece[] => [
    clipped(change, MOST_CHANGE),
    then === undefined ? NONE : ms(then),
    then === undefined ? NONE : ms(latencyUs - then),
    how,
  ]);
  const table = dataTable(['if', '#then (ms)', '#saves (ms)', 'how it was computed'], rows);
  const note = `A whole inference takes ${ms(latencyUs)} ms. Each line is the same model with one thing changed.`;
  return { id: 'what-if', title: 'What if', body: html`<p>${note}</p>${table}` };
}
