import type { PerfReport } from '@openbpu/board';
import { NONE, clipped } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { type Markup, type Piece, html } from '../page/markup';
import { MOST_NAME, ms } from './perf-words';

/** Which keys of the recipe cost speed. */
export function keysSection({ keys }: Pick<PerfReport, 'keys'>): Section {
  const rows = keys.map(({ key, value, costs, costsUs, says }): Piece[] => [
    html`<code>${key}</code>`,
    html`<code>${clipped(value, MOST_NAME)}</code>`,
    verdict(costs),
    costsUs === undefined ? NONE : ms(costsUs),
    says,
  ]);
  const table = dataTable(['key', 'value', 'costs', '#ms', 'why'], rows);
  const note = 'What the recipe of this model says that bears on its speed.';
  return { id: 'keys', title: 'Recipe keys that cost speed', body: html`<p>${note}</p>${table}` };
}

function verdict(costs: boolean | undefined): Markup {
  if (costs === undefined) return html`<span class="chip even">may</span>`;
  return costs ? html`<span class="chip fair">yes</span>` : html`<span class="chip s3">no</span>`;
}
