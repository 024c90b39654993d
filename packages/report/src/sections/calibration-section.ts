import type { RunRecord } from '@openbpu/record';
import { cosineCell } from '../page/cosine-cell';
import { dataTable } from '../page/data-table';
import { html } from '../page/markup';
import type { Section } from '../page/section';

/** Which calibration method won, and against which. */
export function calibrationSection({ calibration }: RunRecord): Section | undefined {
  if (calibration === undefined) return undefined;
  const { method, candidates, samples } = calibration;
  const rows = candidates.map((candidate) => [
    candidate.method === method
      ? html`<b>${candidate.method}</b> <span class="chip even">selected</span>`
      : candidate.method,
    cosineCell(candidate.cosine),
  ]);
  const body = html`<p>Method <b>${method}</b>, on ${samples} sample${samples === 1 ? '' : 's'}.${candidates.length > 1 && ' Each candidate quantised the whole model; the cosine is that of its outputs.'}</p>
${rows.length > 1 && dataTable(['candidate', '#cosine'], rows)}`;
  return { id: 'calibration', title: 'Calibration', body };
}
