import type { RunRecord } from '@openbpu/record';
import { counted } from '../figures';
import { NOT_CALIBRATED, firstSamples } from '../run-words';
import { cosineCell } from '../page/quality';
import { type Section, dataTable } from '../page/blocks';
import { html } from '../page/markup';

/** Which calibration method won, and against which. */
export function calibrationSection({ calibration, proof }: RunRecord): Section | undefined {
  if (calibration === undefined) return undefined;
  const { noise, loaded, method, candidates, samples, tuned = [] } = calibration;
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
${rows.length > 1 && dataTable(['candidate', '#cosine'], rows)}
${tuned.length > 0 && tunedBlocks(tuned)}`;
  return { id: 'calibration', title: 'Calibration', body };
}

/** What became of every block that was tuned. */
function tunedBlocks(tuned: NonNullable<NonNullable<RunRecord['calibration']>['tuned']>) {
  const percent = (share: number | null) => (share === null ? '' : (100 * share).toFixed(2));
  const rows = tuned.map(({ from, to, channels, moved, before, after, kept }) => [
    from === to ? from : `${from} to ${to}`,
    String(channels),
    String(moved),
    percent(before),
    percent(after),
    kept ? html`<span class="chip even">kept</span>` : '',
  ]);
  const blocks = counted(tuned.length, 'block');
  return html`<p>Weights and biases of ${blocks} were tuned: what the outputs of each are off by, in percent, on samples
held back, before and after. A change stays where that falls, and where
the outputs of the model come closer on these samples and the judged ones together.</p>
${dataTable(['block', '#channels', '#weights moved', '#before', '#after', ''], rows)}`;
}
