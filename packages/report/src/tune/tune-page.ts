import type { Tuning } from '@openbpu/analysis';
import { cosineText, counted, real } from '../figures';
import { dataTable, factsList } from '../page/blocks';
import { html } from '../page/markup';
import { page } from '../page/shell';
import { DEBUG_STYLE } from '../debug/debug-style';
import { PAGE } from '../debug/inks';
import { frontSvg } from './front-svg';

const FOOTER =
  'Written by OpenBPU. Every point was calibrated, quantised and compiled as a conversion does it, and compared with ' +
  'the float model on samples that calibration did not see.';

/** A page of a tuning: the front, its points, its groups, and what stays int8. Equal tunings give equal bytes. */
export function tunePage(tuning: Tuning, tool: string): string {
  const { model, march, points, front, chosen, groups, leftOut, samples, rule, reached, goal, conversion } = tuning;
  const taken = points[chosen];
  const cosines = conversion.outputs.map(({ cosine }) => cosineText(cosine));
  const facts = factsList([
    ['Chosen', `point ${chosen}: ${taken.ms.toFixed(3)} ms, cosine ${taken.cosine.toFixed(6)}`],
    ['As it is', `${points[0].ms.toFixed(3)} ms, cosine ${points[0].cosine.toFixed(6)}`],
    ['Cosine to reach', goal.targetCosine !== undefined && String(goal.targetCosine)],
    ['Milliseconds at most', goal.maxMs !== undefined && String(goal.maxMs)],
    ['Drop of top-1 at most', goal.maxDrop !== undefined && `${goal.maxDrop} points`],
    ['Thresholds from', counted(samples.calibration, 'sample')],
    ['Measured on', `${counted(samples.heldBack, 'sample')} held back`],
    ['By makertbin', `${conversion.ms.toFixed(3)} ms, cosine ${cosines.join(', ')}`],
  ]);
  const labelled = points.some(({ top1 }) => top1 !== undefined);
  const pointRows = points.map(({ groups: own, ms, error, cosine, top1 }, i) => [
    String(i),
    ms.toFixed(3),
    real(error, 4),
    cosine.toFixed(6),
    ...(labelled ? [top1 ? (-100 * top1.delta).toFixed(1) : '--'] : []),
    i === chosen ? 'chosen' : front.includes(i) ? 'front' : '',
    html`<code>${own.join(', ')}</code>`,
  ]);
  const heads = ['#Point', '#ms', '#Noise to signal', '#Cosine', ...(labelled ? ['#Top-1 drop'] : []), '', 'In int16'];
  const groupRows = groups.map(({ name, tensors, worth, ms }) => [
    html`<code>${name}</code>`,
    real(worth, 4),
    real(ms, 4),
    taken.groups.includes(name) ? 'int16' : '',
    html`<code>${tensors.join(', ')}</code>`,
  ]);
  const leftRows = leftOut.map(({ tensor, why }) => [html`<code>${tensor}</code>`, why]);
  const why = html`<p>Chosen is ${rule}${reached ? '' : ' (the goal is not reached)'}. makertbin has thresholds from
all ${counted(conversion.samples, 'sample')}.</p>`;
  const head = html`<h1>Tuning <small>of ${model} for ${march}</small></h1>`;
  return page({
    title: 'tune · OpenBPU',
    header: html`<header><p class="over">hb_mapper tune · ${tool}</p>${head}</header>`,
    sections: [
      {
        id: 'front',
        title: 'Front',
        body: html`${facts}${why}<div class="scroll">${frontSvg(tuning, PAGE).svg}</div>`,
      },
      { id: 'points', title: 'Points', body: dataTable(heads, pointRows) },
      {
        id: 'groups',
        title: 'Groups',
        body: html`<p>Tensors that become int16 together. What a group takes away of the error where it alone is not
rounded, and what an inference takes longer by it alone; empty where it was not looked at closely.</p>
${dataTable(['Group', '#Worth', '#ms', 'Now', 'Tensors'], groupRows)}`,
      },
      ...(leftRows.length > 0
        ? [{ id: 'left-out', title: 'Left out', body: dataTable(['Tensor', 'Why it stays int8'], leftRows) }]
        : []),
    ],
    footer: FOOTER,
    script: '',
    style: DEBUG_STYLE,
  });
}
