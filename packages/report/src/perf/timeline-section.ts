import type { Timeline } from '@openbpu/board';
import { grouped } from '../figures';
import type { Section } from '../page/blocks';
import { html } from '../page/markup';

const BUTTONS = [
  ['in', '+', 'closer'],
  ['out', '−', 'farther'],
  ['left', '←', 'earlier'],
  ['right', '→', 'later'],
  ['all', 'all', 'the whole of it'],
] as const;

/** Where the script draws the timeline. */
export function timelineSection({ spans }: Pick<Timeline, 'spans'>): Section {
  const joined = spans.reduce((sum, { more = 0 }) => sum + more, 0);
  const buttons = BUTTONS.map(
    ([value, label, title]) => html`<button type="button" value="${value}" title="${title}">${label}</button>`,
  );
  const note =
    'What every queue of the BPU and the CPU do at what time of one inference. Zoom with the buttons, a double ' +
    'click, Ctrl and the wheel, or the keys + − ← → 0; drag to move; click a span for what it is.' +
    (joined > 0 ? ` ${grouped(joined)} spans are too many to keep each, and are put together with neighbours.` : '');
  const view = html`<div class="timeline" hidden><div class="buttons">${buttons}<output></output></div>
<div id="timeline-view"></div><p class="detail"></p></div>`;
  const body = html`<p>${note}</p>${view}<noscript><p>The timeline is drawn by a script.</p></noscript>`;
  return { id: 'timeline', title: 'Timeline', body };
}
