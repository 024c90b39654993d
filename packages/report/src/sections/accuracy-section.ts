import type { RunRecord } from '@openbpu/record';
import { NONE, counted, percent } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { type Markup, html } from '../page/markup';

type Stage = NonNullable<RunRecord['accuracy']>['stages'][number];

/** Accuracy of every stage on labelled images, and what each lost against the first. */
export function accuracySection({ accuracy }: RunRecord): Section | undefined {
  if (accuracy === undefined || accuracy.stages.length === 0) return undefined;
  const { images, stages } = accuracy;
  const range = scaleOf(stages);
  const rows = stages.map((stage, i) => [
    stage.stage,
    percent(stage.top1),
    i === 0 ? '' : points(stage.top1 - stages[0].top1),
    stage.interval === undefined
      ? NONE
      : `${(stage.interval[0] * 100).toFixed(1)} – ${(stage.interval[1] * 100).toFixed(1)} %`,
    track(stage, range),
    stage.top5 === undefined ? NONE : percent(stage.top5),
  ]);
  const scale = `on a scale from ${range.low} to ${range.high} %`;
  const note = `${counted(images, 'labelled image')}. The bar is the 95 % confidence interval of top-1 ${scale}.`;
  const headings = ['stage', '#top-1', `#against ${stages[0].stage}`, '#95 % interval', '', '#top-5'];
  const body = html`<p>${note}</p>
${dataTable(headings, rows)}`;
  return { id: 'accuracy', title: 'Accuracy', body };
}

/** A difference of shares in percentage points, with its sign. */
function points(difference: number): string {
  const text = (difference * 100).toFixed(2);
  return `${Number(text) > 0 ? '+' : Number(text) === 0 ? '±' : '−'}${text.replace('-', '')} pp`;
}

/** Multiples of five per cent around everything drawn. */
function scaleOf(stages: readonly Stage[]): { readonly low: number; readonly high: number } {
  const drawn = stages.flatMap(({ top1, interval = [top1, top1] }) => [top1, ...interval]).map((share) => share * 100);
  const low = Math.max(Math.floor((Math.min(...drawn) - 1) / 5) * 5, 0);
  return { low, high: Math.max(Math.min(Math.ceil((Math.max(...drawn) + 1) / 5) * 5, 100), low + 5) };
}

function track(
  { top1, interval: [from, to] = [top1, top1] }: Stage,
  { low, high }: { readonly low: number; readonly high: number },
): Markup {
  const place = (share: number) => Math.round(Math.min(Math.max((share * 100 - low) / (high - low), 0), 1) * 1000) / 10;
  const left = place(from);
  const width = Math.round((place(to) - left) * 10) / 10;
  const interval = html`<i style="left:${left}%;width:${width}%"></i>`;
  return html`<i class="track">${interval}<b style="left:${place(top1)}%"></b></i>`;
}
