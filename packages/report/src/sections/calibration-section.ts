import type { RunRecord } from '@openbpu/record';
import { counted } from '../figures';
import { NOT_CALIBRATED, firstSamples } from '../run-words';
import { cosineCell } from '../page/quality';
import { type Section, dataTable } from '../page/blocks';
import { html } from '../page/markup';

/** Which calibration method won, and against which. */
export function calibrationSection({ calibration, proof }: RunRecord): Section | undefined {
  if (calibration === undefined) return undefined;
  const { noise, loaded, method, candidates, samples } = calibration;
  if (loaded)
    return { id: 'calibration', title: 'Calibration', body: html`<p>None: the model states its thresholds.</p>` };
  if (noise)
    return {
      id: 'calibration',
      title: 'Calibration',
      body: html`<p>None: thresholds come from ${counted(samples, 'sample')} of noise. ${NOT_CALIBRATED}</p>`,
    };
  const rows = candidates.map((candidate) => [
    candidate.method === method
      ? html`<b>${candidate.method}</b> <span class="chip even">selected</span>`
      : candidate.method,
    cosineCell(candidate.cosine),
  ]);
  const judged = proof === undefined ? '' : `, the mean over them and over ${firstSamples(proof.samples)}`;
  const definition =
    candidates.length > 1 && ` Each candidate quantised the whole model; the cosine is that of its outputs${judged}.`;
  const body = html`<p>Method <b>${method}</b>, on ${counted(samples, 'sample')}.${definition}</p>
${rows.length > 1 && dataTable(['candidate', '#cosine'], rows)}`;
  return { id: 'calibration', title: 'Calibration', body };
}
