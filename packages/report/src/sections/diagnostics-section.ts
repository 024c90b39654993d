import { formatPlace } from '@openbpu/diagnostics';
import type { RunRecord } from '@openbpu/record';
import { clipped } from '../figures';
import { html } from '../page/markup';
import type { Section } from '../page/section';

/** More than these are counted, not printed: the record has them all. */
const MOST = 300;
const ORDER = ['error', 'warning', 'note'] as const;

/** Everything the run had to say, errors first, each kind in the order it was said. */
export function diagnosticsSection({ diagnostics }: RunRecord): Section | undefined {
  if (diagnostics.length === 0) return undefined;
  const sorted = ORDER.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity));
  const items = sorted.slice(0, MOST).map(({ code, severity, message, hint, at }) => {
    const place = formatPlace(at);
    return html`<li class="${severity}"><b>${severity}</b> <code>${code}</code> ${clipped(message, 2000)}${at && html`<small>${clipped(at.name, 240)}${place && ` · ${clipped(place, 240)}`}</small>`}${hint && html`<small>Hint: ${clipped(hint, 2000)}</small>`}</li>`;
  });
  const rest = sorted.length - items.length;
  const body = html`<ul class="says">${items}</ul>${rest > 0 && html`<p>And ${rest} more in the record.</p>`}`;
  const counts = ORDER.map(
    (severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const,
  ).filter(([, count]) => count > 0);
  return {
    id: 'diagnostics',
    title:
      'Diagnostics: ' +
      `${counts.map(([severity, count]) => `${count} ${severity}${count === 1 ? '' : 's'}`).join(', ')}`,
    body,
  };
}
