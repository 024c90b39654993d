import type { RunRecord } from '@openbpu/record';
import { cosineText, real } from '../figures';
import { firstSamples, saysNothing } from '../run-words';
import { cosineCell } from '../page/quality';
import { type Section, dataTable } from '../page/blocks';
import { html } from '../page/markup';

/** Distances of the outputs, under their definitions. */
export function outputsSection({ outputs, calibration, proof, model }: RunRecord): Section | undefined {
  if (outputs.length === 0) return undefined;
  const nothing = saysNothing(calibration);
  const noise = nothing !== undefined;
  const rows = outputs.map(({ name, cosine, l1, l2, chebyshev }) => [
    html`<code>${name}</code>`,
    cosineCell(cosine, noise),
    real(l1),
    real(l2),
    real(chebyshev),
  ]);
  const falls = outputs.flatMap(({ name, fall }) => {
    if (!fall) return [];
    const node = html`<code>${fall.node}</code>, <b>${cosineText(fall.cosine)}</b>`;
    return html`<li><code>${name}</code>: the first node on the way to it below 0.98 is ${node}</li>`;
  });
  const measured =
    proof !== undefined &&
    html` Means over ${firstSamples(proof.samples, noise)}; the largest for Chebyshev.${nothing && ` ${nothing}`}`;
  const between = html`Between the float model and the quantised model, on the values of an output`;
  const letters = html`<i>d</i> is their difference and <i>N</i> their number`;
  const cosine = html`Cosine: <i>a·b</i> / (‖<i>a</i>‖₂ ‖<i>b</i>‖₂).`;
  const norms = html`L1: mean |<i>d</i>|. L2: ‖<i>d</i>‖₂ / <i>N</i>. Chebyshev: max |<i>d</i>|.`;
  const whole = model?.outputs.some(({ dtype }) => !dtype.startsWith('float'));
  const equal = whole && html` Of an output that is no float it is the share of elements that are equal.`;
  const table = dataTable(['output', '#cosine', '#L1', '#L2', '#Chebyshev'], rows);
  const body = html`<p>${between}; ${letters}.
${cosine}${equal} ${norms}${measured}</p>${table}${falls.length > 0 && html`<ul>${falls}</ul>`}`;
  return { id: 'outputs', title: 'Outputs', body };
}
