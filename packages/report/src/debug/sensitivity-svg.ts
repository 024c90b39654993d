import type { Metric, SensitivityResult } from '@openbpu/analysis';
import { clipped, counted, real } from '../figures';
import { html } from '../page/markup';
import { px } from '../svg/scale';
import { PRINT } from './inks';
import { type Picture, heading, picture, text } from './picture';

const WIDTH = 960;
const STEP = 20;
const HEAD = 58;
/** With more nodes the picture shows the worst of them. */
const MOST = 40;

/** How much a value of a metric says is lost: 0 where nothing is. */
export function lossOf(metric: Metric, value: number): number {
  if (metric === 'cosine-similarity') return 1 - value;
  return metric === 'sqnr' ? 10 ** (-value / 10) : value;
}

/** What a bar shows, in words. */
const SHOWN: Readonly<Record<Metric, string>> = {
  'cosine-similarity': '1 − cosine-similarity',
  mse: 'mse',
  mre: 'mre',
  sqnr: 'noise to signal, from sqnr',
  chebyshev: 'chebyshev',
};

/** What quantising each node alone loses by the metric that ranks, the worst first; bars to the worst of them. */
export function sensitivitySvg({ kind, metrics: [metric], nodes, samples }: SensitivityResult, inks = PRINT): Picture {
  const rows = [...nodes].slice(0, MOST).map(([node, values]) => ({ node, value: values.get(metric) ?? NaN }));
  const losses = rows.map(({ value }) => lossOf(metric, value));
  const worst = losses.filter(Number.isFinite).reduce((most, loss) => Math.max(most, loss), 0);
  const left = nodes.size - rows.length;
  const height = HEAD + Math.max(rows.length, 1) * STEP + (left > 0 ? 30 : 12);
  const bars = rows.map(({ node, value }, i) => {
    const y = HEAD + i * STEP;
    const finite = Number.isFinite(losses[i]);
    const share = finite ? Math.max(losses[i], 0) / (worst > 0 ? worst : 1) : 1;
    const size = html`x="300" y="${y}" width="${px(share * 470)}" height="14"`;
    const bar = html`<rect ${size} style="fill:${finite ? inks.bar : inks.red}"/>`;
    const name = text(292, y + 11, clipped(node, 40), { ink: inks.ink, anchor: 'end', size: 11.5 });
    const figure = text(306 + share * 470, y + 11, real(value, 8), { ink: inks.soft, size: 11 });
    return html`<g class="rank"><title>${node}\n${metric} ${value}</title>${name}${bar}${figure}</g>\n`;
  });
  const title = `sensitivity of ${kind === 'node' ? 'nodes' : `${kind} calibration nodes`}: ${metric}`;
  const head = heading(WIDTH, title, inks);
  const note = text(300, 44, `bar: ${SHOWN[metric]} at the outputs, ${counted(samples, 'sample')}`, {
    ink: inks.soft,
    size: 11,
  });
  const more =
    left > 0 && text(300, height - 12, `… and ${counted(left, 'node')} that lose less`, { ink: inks.soft, size: 11 });
  return picture(title, { width: WIDTH, height }, inks, html`${head}${note}\n${bars}${more}\n`);
}
