import type { RunRecord } from '@openbpu/record';
import { cosineText, real } from '../figures';
import { cosineCell } from '../page/cosine-cell';
import { dataTable } from '../page/data-table';
import { html } from '../page/markup';
import type { Section } from '../page/section';

/** Distances of the outputs, under their definitions. */
export function outputsSection({ outputs }: RunRecord): Section | undefined {
  if (outputs.length === 0) return undefined;
  const rows = outputs.map(({ name, cosine, l1, l2, chebyshev }) => [
    html`<code>${name}</code>`,
    cosineCell(cosine),
    real(l1),
    real(l2),
    real(chebyshev),
  ]);
  const falls = outputs.flatMap(({ name, fall }) =>
    fall
      ? [
          html`<li><code>${name}</code>: the first node on the way to it below 0.98 is <code>${fall.node}</code>, <b>${cosineText(fall.cosine)}</b></li>`,
        ]
      : [],
  );
  const body = html`<p>Between the float model and the quantised model, on the values of an output; <i>d</i> is their difference and <i>N</i> their number.
Cosine: <i>a·b</i> / (‖<i>a</i>‖₂ ‖<i>b</i>‖₂). L1: mean |<i>d</i>|. L2: ‖<i>d</i>‖₂ / <i>N</i>. Chebyshev: max |<i>d</i>|.</p>${dataTable(['output', '#cosine', '#L1', '#L2', '#Chebyshev'], rows)}${falls.length > 0 && html`<ul>${falls}</ul>`}`;
  return { id: 'outputs', title: 'Outputs', body };
}
