import type { Roofline } from '@openbpu/board';
import { clipped, metric } from '../figures';
import { type Markup, html } from '../page/markup';
import { logScale } from '../svg/log-scale';
import { PLOT, plot } from '../svg/plot';
import { px } from '../svg/scale';
import { BIND_CLASS } from './bind-chip';

/** The most points that are drawn; the others are in the table. */
const MOST_POINTS = 2000;

/** Work for each byte of main memory against what was attained of it, under the roofs of the machine. */
export function rooflineSvg({ roofs, bytesPerSecond, points }: Roofline): Markup {
  const drawn = points.filter(({ macsPerByte }) => macsPerByte !== null).slice(0, MOST_POINTS);
  const reach = drawn.map(({ macsPerByte }) => macsPerByte ?? 0);
  const top = Math.max(...roofs.map(({ macsPerSecond }) => macsPerSecond));
  const knee = top / bytesPerSecond;
  const x = axis([knee / 10, knee * 10, ...reach], [PLOT.left, PLOT.right]);
  const y = axis([top / 1000, top, ...drawn.map(({ macsPerSecond }) => macsPerSecond)], [PLOT.bottom, PLOT.top]);
  const lines = roofs.map(({ name, macsPerSecond }, i) => {
    const bend = macsPerSecond / bytesPerSecond;
    const from = Math.max(x.lowest, y.lowest / bytesPerSecond);
    const [left, right] = [px(x.scale.at(from)), px(x.scale.at(bend))];
    const [low, high] = [px(y.scale.at(from * bytesPerSecond)), px(y.scale.at(macsPerSecond))];
    const label = `${name}: ${metric(macsPerSecond)}MAC/s`;
    const text = html`<text x="${PLOT.right - 4}" y="${high + (i === 0 ? -5 : 14)}" text-anchor="end">${label}</text>`;
    return html`<path class="limit" d="M${left} ${low}L${right} ${high}H${PLOT.right}"/>${text}\n`;
  });
  const dots = drawn.map(({ name, macsPerByte, macsPerSecond, binds }) => {
    const [cx, cy] = [px(x.scale.at(macsPerByte ?? 0)), px(y.scale.at(macsPerSecond))];
    const figures = `${metric(macsPerByte ?? 0)} MACs per byte, ${metric(macsPerSecond)}MAC/s, bound by ${binds}`;
    const title = html`<title>${clipped(name, 120)}\n${figures}</title>`;
    return html`<circle class="dot ${BIND_CLASS[binds]}" cx="${cx}" cy="${cy}" r="4">${title}</circle>\n`;
  });
  return plot({
    label: 'roofline',
    x: x.scale,
    y: y.scale,
    xTitle: 'MACs per byte of main memory',
    yTitle: 'MAC/s',
    marks: [lines, dots],
  });
}

function axis(values: readonly number[], pixels: readonly [number, number]) {
  const powers = values.filter((value) => value > 0).map((value) => Math.log10(value));
  const low = Math.floor(powers.reduce((least, power) => Math.min(least, power), Infinity));
  const high = Math.max(low + 1, Math.ceil(powers.reduce((most, power) => Math.max(most, power), -Infinity)));
  return { scale: logScale({ powers: [low, high], pixels }), lowest: 10 ** low };
}
