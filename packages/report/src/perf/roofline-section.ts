import type { PerfReport } from '@openbpu/board';
import { byteSize, counted } from '../figures';
import type { Section } from '../page/blocks';
import { html } from '../page/markup';
import { BIND_CLASS } from './bind-chip';
import { rooflineSvg } from './roofline-svg';

/** The chart of work and memory, where there is any work. */
export function rooflineSection({ roofline, debug }: Pick<PerfReport, 'roofline' | 'debug'>): Section | undefined {
  const { points, bytesPerSecond } = roofline;
  if (points.length === 0) return undefined;
  const keys = (['MAC', 'DDR', 'vector', 'dispatch'] as const).map(
    (binds) => html`<i class="key ${BIND_CLASS[binds]}"></i>${binds} `,
  );
  const silent = points.filter(({ macsPerByte }) => macsPerByte === null).length;
  const hidden = `${counted(silent, 'point')} without any such byte ${silent === 1 ? 'is' : 'are'} not drawn. `;
  const note =
    `Each ${debug ? 'layer' : 'subgraph'} with multiply-accumulates: the work for each byte that it moves from and ` +
    `to main memory against what is attained of it a second. Nothing is above the roof; left of its bend main memory ` +
    `(${byteSize(bytesPerSecond)}/s) is the limit. What is bound by MAC and lies lower does not fill the sides of ` +
    `the array, or is of a sort that it does more slowly. ${silent > 0 ? hidden : ''}Bound by: `;
  return { id: 'roofline', title: 'Roofline', body: html`<p>${note}${keys}</p>${rooflineSvg(roofline)}` };
}
