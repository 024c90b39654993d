import { formatPlace } from '@openbpu/diagnostics';
import type { RunRecord } from '@openbpu/record';
import { clipped, counted } from '../figures';
import { html } from '../page/markup';
import type { Section } from '../page/blocks';

/** More than these are counted, not printed: the record has them all. */
const MOST = 300;
const MOST_NAME = 240;
const MOST_TEXT = 2000;
const ORDER = ['error', 'warning', 'note'] as const;

/** Everything the run had to say, errors first, each kind in the order it was said. */
export function diagnosticsSection({ diagnostics }: RunRecord): Section | undefined {
  if (diagnostics.length === 0) return undefined;
  const sorted = ORDER.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity));
  const items = sorted.slice(0, MOST).map(({ code, severity, message, hint, at }) => {
    const place = formatPlace(at);
    const where =
      at && html`<small>${clipped(at.name, MOST_NAME)}${place && ` · ${clipped(place, MOST_NAME)}`}</small>`;
    const what = hint && html`<small>Hint: ${clipped(hint, MOST_TEXT)}</small>`;
    const said = html`<b>${severity}</b> <code>${code}</code> ${clipped(message, MOST_TEXT)}`;
    return html`<li class="${severity}">${said}${where}${what}</li>`;
  });
  const rest = sorted.length - items.length;
  const body = html`<ul class="says">${items}</ul>${rest > 0 && html`<p>And ${rest} more in the record.</p>`}`;
  const counts = ORDER.map(
    (severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const,
  ).filter(([, count]) => count > 0);
  return {
    id: 'diagnostics',
    title: `Diagnostics: ${counts.map(([severity, count]) => counted(count, severity)).join(', ')}`,
    body,
  };
}
