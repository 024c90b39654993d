import type { Bind } from '@openbpu/board';
import { type Markup, html } from '../page/markup';

/** What colours what binds, in charts and tables. */
export const BIND_CLASS: Readonly<Record<Bind, string>> = {
  MAC: 's0',
  DDR: 's1',
  vector: 's2',
  dispatch: 'fair',
  nothing: 'even',
};

/** What binds, as a chip in its colour. */
export function bindChip(binds: Bind): Markup {
  return html`<span class="chip ${BIND_CLASS[binds]}">${binds}</span>`;
}
