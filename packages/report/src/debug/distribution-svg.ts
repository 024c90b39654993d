import type { Distribution, DistributionSeries } from '@openbpu/analysis';
import { clipped, grouped, real } from '../figures';
import { type Markup, html } from '../page/markup';
import { countScale } from '../svg/count-scale';
import { rangeScale } from '../svg/range-scale';
import { px } from '../svg/scale';
import { type Inks, PRINT } from './inks';
import { type Panel, type Picture, axes, heading, inside, line, picture, text } from './picture';
import type { Probe } from './probe';

const WIDTH = 960;
/** Of one panel, with its title and the labels below it. */
const STEP = 230;
const HEAD = 34;

/** What a panel is called. */
const TITLES: Readonly<Record<Distribution['figure'], Readonly<Record<DistributionSeries['label'], string>>>> = {
  node_output: { float: 'output, float', quantised: 'output, quantised', error: 'error: quantised − float' },
  weight: { float: 'weights, float', quantised: 'weights, calibrated', error: 'error: calibrated − float' },
  activation: { float: 'input of the calibration node', quantised: 'its output', error: 'error' },
};

export interface DistributionPicture extends Picture {
  readonly probes: readonly Probe[];
}

/**
 * How the values at a node are spread, a panel for each series. The blue triangle stands at the value of the largest
 * magnitude, the red dashed line at the smallest threshold, on both sides of 0 where values are; an error has none.
 * Counts are logarithmic unless `linear`.
 */
export function distributionSvg(distribution: Distribution, inks = PRINT, linear = false): DistributionPicture {
  const { node, figure, series } = distribution;
  const height = HEAD + series.length * STEP;
  const title = heading(WIDTH, `${clipped(node, 80)}: ${figure}`, inks);
  const values = series.filter(({ label }) => label !== 'error');
  const panels = series.map((one, i) => {
    const panel = { left: 70, right: 940, top: HEAD + i * STEP + 28, bottom: HEAD + (i + 1) * STEP - 46 };
    const threshold = one.label === 'error' ? undefined : distribution.threshold;
    const shared = one.label === 'error' ? [one] : values;
    return histogramPanel(panel, { one, shared, threshold, title: TITLES[figure][one.label] }, inks, linear);
  });
  const label = `distribution of ${node}`;
  const parts = [title, '\n', ...panels.map(({ drawn }) => drawn)];
  return { ...picture(label, { width: WIDTH, height }, inks, parts), probes: panels.map(({ probe }) => probe) };
}

interface Content {
  readonly one: DistributionSeries;
  /** The series whose horizontal axis is one. */
  readonly shared: readonly DistributionSeries[];
  readonly threshold: number | undefined;
  readonly title: string;
}

function histogramPanel(panel: Panel, { one, shared, threshold, title }: Content, inks: Inks, linear: boolean) {
  const { low, high, largest, histogram } = one;
  const bounds =
    threshold === undefined ? [] : shared.some((each) => each.low < 0) ? [-threshold, threshold] : [threshold];
  const ends = [...shared.flatMap((each) => [each.low, each.high]), ...bounds].filter(Number.isFinite);
  const least = ends.reduce((a, b) => Math.min(a, b), ends[0] ?? 0);
  const most = ends.reduce((a, b) => Math.max(a, b), ends[0] ?? 0);
  const air = (most - least) / 50;
  const x = rangeScale({
    low: least - air,
    high: most + air,
    pixels: [panel.left, panel.right],
    steps: 10,
    tight: true,
  });
  const max = histogram.counts.reduce((top, count) => Math.max(top, count), 0);
  const y = countScale({ max, pixels: [panel.bottom, panel.top], logarithmic: !linear });
  const bars = histogram.counts.flatMap((count, i) => {
    const [from, to] = [px(x.at(histogram.edges[i])), px(x.at(histogram.edges[i + 1]))];
    if (count === 0 || !Number.isFinite(from + to)) return [];
    return [`M${from} ${panel.bottom}V${px(y.at(count))}H${Math.max(to, from + 1)}V${panel.bottom}z`];
  });
  const lines = bounds.map((bound) => {
    const at = px(x.at(bound));
    return line(`M${at} ${panel.top}V${panel.bottom}`, inks.red, { width: 1.6, dash: '6 4', kind: 'threshold' });
  });
  const peak = Number.isFinite(largest) && triangle(x.at(-low === largest ? low : high), panel.bottom, inks);
  const shape = html`<path class="bars" d="${bars.join('')}" style="fill:${inks.bar}"/>`;
  const yTitle = linear ? 'values' : 'values (logarithmic)';
  const frame = axes({ panel, x, y, xTitle: 'value', yTitle, title }, inks);
  const key = legend(panel, { largest, threshold }, inks);
  const drawn = html`<g class="panel">${frame}${inside(panel, [shape, ...lines])}${peak}${key}</g>\n`;
  const says = histogram.counts.map(
    (count, i) => `${real(histogram.edges[i], 4)} to ${real(histogram.edges[i + 1], 4)}: ${grouped(count)} values`,
  );
  return { drawn, probe: { panel, edges: histogram.edges.map((edge) => px(x.at(edge))), says } };
}

function triangle(at: number, bottom: number, inks: Inks): Markup {
  const x = px(at);
  const d = `M${x} ${bottom - 13}l7 13h-14z`;
  return html`<path class="largest" data-x="${x}" d="${d}" style="fill:${inks.blue}"/>`;
}

function legend({ right, top }: Panel, of: { largest: number; threshold: number | undefined }, inks: Inks): Markup {
  const y = top - 10;
  const peak = `▲ largest magnitude ${real(of.largest, 5)}`;
  const bound = of.threshold !== undefined && `┄ threshold ${real(of.threshold, 5)}`;
  const left = text(bound === false ? right : right - 190, y, peak, { ink: inks.blue, anchor: 'end', size: 11 });
  return html`${left}${bound !== false && text(right, y, bound, { ink: inks.red, anchor: 'end', size: 11 })}`;
}
