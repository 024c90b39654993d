import type { RunRecord } from '@openbpu/record';
import { NONE, percent } from '../figures';
import { dataTable } from '../page/data-table';
import { type Markup, html } from '../page/markup';
import type { Section } from '../page/section';

type Stage = NonNullable<RunRecord['accuracy']>['stages'][number];

/** Accuracy of every stage on labelled images, and what each lost against the first. */
export function accuracySection({ accuracy }: RunRecord): Section | undefined {
  if (accuracy === undefined || accuracy.stages.length === 0) return undefined;
  const { images, stages } = accuracy;
  const rows = stages.map((stage, i) => [
    stage.stage,
    percent(stage.top1),
    i === 0 ? '' : points(stage.top1 - stages[0].top1),
    stage.interval === undefined ? NONE : `${(stage.interval[0] * 100).toFixed(1)} – ${(stage.interval[1] * 100).toFixed(1)} %`,
    track(stage),
    stage.top5 === undefined ? NONE : percent(stage.top5),
  ]);
  const body = html`<p>${images} labelled image${images === 1 ? '' : 's'}. The bar is the 95 % confidence interval of top-1 on a scale from 0 to 100 %; stages whose intervals overlap are not told apart by these images.</p>
${dataTable(['stage', '#top-1', `#against ${stages[0].stage}`, '#95 % interval', '', '#top-5'], rows)}`;
  return { id: 'accuracy', title: 'Accuracy', body };
}

/** A difference of shares in percentage points, with its sign. */
function points(difference: number): string {
  const text = (difference * 100).toFixed(2);
  return `${Number(text) > 0 ? '+' : Number(text) === 0 ? '±' : '−'}${text.replace('-', '')} pp`;
}

function track({ top1, interval: [low, high] = [top1, top1] }: Stage): Markup {
  return html`<i class="track"><i style="left:${place(low)}%;width:${place(high - low)}%"></i><b style="left:${place(top1)}%"></b></i>`;
}

function place(share: number): number {
  return Math.round(Math.min(Math.max(share, 0), 1) * 1000) / 10;
}
