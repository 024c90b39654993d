import { type Markup, type Piece, html } from '../page/markup';
import { type Scale, px } from './scale';

/** The drawing area of every chart, in units of its viewBox. */
export const PLOT = { width: 960, height: 260, left: 58, right: 950, top: 12, bottom: 222 } as const;

export interface PlotOptions {
  /** What the chart shows, for readers who do not see it. */
  readonly label: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly marks: Piece;
}

/** A chart: grid and labels of both axes, under the marks. It scales with the page. */
export function plot({ label, x, y, xTitle, yTitle, marks }: PlotOptions): Markup {
  const { width, height, left, right, top, bottom } = PLOT;
  const rows = y.ticks.map((tick) => {
    const at = px(y.at(tick.value));
    const label = html`<text x="${left - 8}" y="${px(at + 4)}" text-anchor="end">${tick.label}</text>`;
    return html`<path class="grid" d="M${left} ${at}H${right}"/>${label}`;
  });
  const columns = x.ticks.map((tick) => {
    const at = px(x.at(tick.value));
    const label = html`<text x="${at}" y="${bottom + 18}" text-anchor="middle">${tick.label}</text>`;
    return html`<path class="tick" d="M${at} ${bottom}v5"/>${label}`;
  });
  const across = html`<text x="${(left + right) / 2}" y="${height - 3}" text-anchor="middle">${xTitle}</text>`;
  const turned = `translate(12 ${(top + bottom) / 2}) rotate(-90)`;
  const upwards = html`<text class="side" transform="${turned}" text-anchor="middle">${yTitle}</text>`;
  return html`<div class="scroll chart"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${rows}${columns}${across}${upwards}
${marks}</svg></div>`;
}
