import type { ChannelBox, ChannelDistribution } from '@openbpu/analysis';
import { clipped, counted, real } from '../figures';
import { html } from '../page/markup';
import { rangeScale } from '../svg/range-scale';
import { px } from '../svg/scale';
import { PRINT } from './inks';
import { type Picture, axes, heading, inside, line, picture, text } from './picture';
import { type Probe, evenProbe } from './probe';

const HEIGHT = 420;
/** Pixels of a channel, where the picture does not become wider than it may. */
const STEP = 9;
/** Of the picture; that of a page is as narrow, since it can be zoomed. */
export const NARROWEST = 960;
const WIDEST = 2400;

export interface ChannelsPicture extends Picture {
  readonly probes: readonly Probe[];
}

/**
 * A box plot of every channel: whiskers from the smallest to the largest value, a box around the middle half, its
 * median in red and its mean in dashed blue. Many channels make it wider, very many their boxes narrower.
 */
export function channelsSvg(
  { node, kind, axis, channels }: ChannelDistribution,
  inks = PRINT,
  widest = WIDEST,
): ChannelsPicture {
  const width = Math.min(Math.max(NARROWEST, 90 + channels.length * STEP), widest);
  const panel = { left: 70, right: width - 20, top: 62, bottom: HEIGHT - 46 };
  const ends = channels.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  const least = ends.reduce((a, b) => Math.min(a, b), ends[0] ?? 0);
  const most = ends.reduce((a, b) => Math.max(a, b), ends[0] ?? 0);
  const y = rangeScale({ low: least, high: most, pixels: [panel.bottom, panel.top], steps: 6 });
  const step = (panel.right - panel.left) / Math.max(channels.length, 1);
  const middle = (i: number) => panel.left + (i + 0.5) * step;
  const half = Math.max(step * 0.36, 0.4);
  const each = (draw: (box: ChannelBox, x: number, at: (value: number) => number) => string) =>
    channels
      .map((box, i) => (Number.isFinite(box.low + box.high) ? draw(box, middle(i), (value) => px(y.at(value))) : ''))
      .join('');
  const across = (x: number, value: number) => `M${px(x - half)} ${value}H${px(x + half)}`;
  const whiskers = each(
    ({ low, q1, q3, high }, x, at) =>
      `M${px(x)} ${at(low)}V${at(q1)}M${px(x)} ${at(q3)}V${at(high)}` +
      (step >= 5 ? across(x, at(low)) + across(x, at(high)) : ''),
  );
  const boxes = each(({ q1, q3 }, x, at) => `M${px(x - half)} ${at(q1)}V${at(q3)}H${px(x + half)}V${at(q1)}z`);
  const medians = each(({ median }, x, at) => across(x, at(median)));
  const means = each(({ mean }, x, at) => across(x, at(mean)));
  const look = `fill:${inks.bar};fill-opacity:.35;stroke:${inks.soft};stroke-width:.8`;
  const body = html`<path class="boxes" d="${boxes}" vector-effect="non-scaling-stroke" style="${look}"/>`;
  const marks = [
    line(whiskers, inks.soft, { width: 0.8, kind: 'whiskers' }),
    body,
    line(medians, inks.red, { width: 1.8, kind: 'median' }),
    line(means, inks.blue, { width: 1.6, dash: '3 2', kind: 'mean' }),
  ];
  const steps = Math.min(20, Math.max(2, Math.floor((panel.right - panel.left) / 60)));
  const numbers = rangeScale({
    low: 0,
    high: Math.max(channels.length - 1, 1),
    pixels: [middle(0), middle(Math.max(channels.length - 1, 1))],
    steps,
    tight: true,
  });
  const x = {
    at: numbers.at,
    ticks: numbers.ticks
      .filter(({ value }) => Number.isInteger(value) && value < channels.length)
      .map(({ value }) => ({ value, label: String(value) })),
  };
  const title = `${counted(channels.length, 'channel')} along axis ${axis}`;
  const head = heading(width, `${clipped(node, 80)}: channels of the ${kind}`, inks);
  const key = [
    text(panel.right - 60, panel.top - 10, '— median', { ink: inks.red, anchor: 'end', size: 11 }),
    text(panel.right, panel.top - 10, '┄ mean', { ink: inks.blue, anchor: 'end', size: 11 }),
  ];
  const frame = axes({ panel, x, y, xTitle: 'channel', yTitle: 'value', title }, inks);
  const drawn = html`${head}\n${frame}${inside(panel, marks)}${key}\n`;
  const says = channels.map(
    ({ low, q1, median, mean, q3, high }, i) =>
      `channel ${i}: ${real(low, 4)} to ${real(high, 4)}, half of it from ${real(q1, 4)} to ${real(q3, 4)}, ` +
      `median ${real(median, 4)}, mean ${real(mean, 4)}`,
  );
  return {
    ...picture(`channels of ${node}`, { width, height: HEIGHT }, inks, drawn),
    probes: [evenProbe(panel, says)],
  };
}
