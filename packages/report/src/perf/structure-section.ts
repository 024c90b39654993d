import type { PerfReport } from '@openbpu/board';
import type { Section } from '../page/blocks';
import { html } from '../page/markup';
import { structureSvg } from './structure-svg';

/** The picture of the model. */
export function structureSection({ structure }: Pick<PerfReport, 'structure'>): Section {
  const key = html`<i class="key on-bpu"></i>BPU <i class="key on-cpu"></i>CPU`;
  const says = html`<p>Every step of an inference under the name of its row in profiles, and its time. ${key}</p>`;
  const body = html`${says}<label class="whole"><input type="checkbox">whole picture</label>
<div class="structure">${structureSvg(structure).svg}</div>`;
  return { id: 'structure', title: 'BIN Model Structure', body };
}
