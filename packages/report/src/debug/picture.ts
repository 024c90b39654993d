import { type Markup, type Piece, html } from '../page/markup';
import { type Scale, type Tick, px } from '../svg/scale';
import type { Inks } from './inks';

/** A drawing that stands alone, in pixels. */
export interface Picture {
  readonly svg: Markup;
  readonly width: number;
  readonly height: number;
}

/** A rectangle that data is drawn in. */
export interface Panel {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Axes {
  readonly panel: Panel;
  readonly x: { readonly at: Scale['at']; readonly ticks: readonly Tick[] };
  readonly y: Scale;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Above the panel, on its left. */
  readonly title: string;
  /** Labels of the horizontal axis stand aslant, as long names need it. */
  readonly aslant?: boolean;
}

const FONT = 'DejaVu Sans, Verdana, sans-serif';
/** How wide a digit of a label is. */
const DIGIT = 7;

/** A whole picture of parts, on the paper of its inks. */
export function picture(label: string, size: { width: number; height: number }, inks: Inks, parts: Piece): Picture {
  const { width, height } = size;
  const view = html`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const paper = inks.paper !== undefined && html`<rect width="${width}" height="${height}" fill="${inks.paper}"/>\n`;
  const font = html`font-family="${FONT}" font-size="12"`;
  const svg = html`<svg xmlns="http://www.w3.org/2000/svg" ${view} role="img" aria-label="${label}" ${font}>
${paper}${parts}</svg>`;
  return { svg, width, height };
}

/** A line of text. Its look is a style, which goes before what pages say of text in charts. */
export function text(
  x: number,
  y: number,
  content: Piece,
  { ink, anchor = 'start', size = 12, bold = false }: { ink: string; anchor?: string; size?: number; bold?: boolean },
): Markup {
  const style = `fill:${ink};font-size:${size}px${bold ? ';font-weight:600' : ''}`;
  return html`<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}" style="${style}">${content}</text>`;
}

/** A path without a filling. */
export function line(d: string, ink: string, { width = 1, dash = '', kind = '' } = {}): Markup {
  const style = `fill:none;stroke:${ink};stroke-width:${width}${dash === '' ? '' : `;stroke-dasharray:${dash}`}`;
  const name = kind === '' ? 'rule' : kind;
  return html`<path class="${name}" d="${d}" vector-effect="non-scaling-stroke" style="${style}"/>`;
}

/** The title of a whole picture. */
export function heading(width: number, content: string, inks: Inks): Markup {
  return text(width / 2, 20, content, { ink: inks.ink, anchor: 'middle', size: 14, bold: true });
}

/** Grid, ticks and titles of a panel. */
export function axes({ panel, x, y, xTitle, yTitle, title, aslant = false }: Axes, inks: Inks): Markup {
  const { left, right, top, bottom } = panel;
  const small = (x: number, y: number, content: Piece, anchor: string) =>
    text(x, y, content, { ink: inks.soft, anchor, size: 11 });
  const rows = y.ticks.map((tick) => {
    const at = px(y.at(tick.value));
    return html`${line(`M${left} ${at}H${right}`, inks.grid)}${small(left - 8, at + 4, tick.label, 'end')}`;
  });
  const columns = x.ticks.map((tick) => {
    const at = px(x.at(tick.value));
    const mark = line('M0 0v5', inks.soft);
    const label = aslant
      ? html`<g transform="translate(4 14) rotate(-40)">${small(0, 0, tick.label, 'end')}</g>`
      : small(0, 18, tick.label, 'middle');
    return html`<g class="xtick" transform="translate(${at} ${bottom})">${mark}${label}</g>`;
  });
  const widest = y.ticks.reduce((most, { label }) => Math.max(most, label.length), 0);
  const turned = `translate(${px(left - 16 - widest * DIGIT)} ${(top + bottom) / 2}) rotate(-90)`;
  const side = html`<g transform="${turned}">${small(0, 0, yTitle, 'middle')}</g>`;
  const across = small((left + right) / 2, bottom + 36, xTitle, 'middle');
  const head = text(left, top - 10, title, { ink: inks.ink, bold: true });
  const rim = line(`M${left} ${top}V${bottom}H${right}`, inks.soft);
  return html`${rows}${columns}${rim}${side}${!aslant && across}${head}\n`;
}

/** Marks that end where their panel ends; the page stretches what is in here. */
export function inside({ left, right, top, bottom }: Panel, marks: readonly (Markup | false)[]): Markup {
  const [width, height] = [right - left, bottom - top];
  const view = `${left} ${top} ${width} ${height}`;
  const box = html`x="${left}" y="${top}" width="${width}" height="${height}" viewBox="${view}"`;
  return html`<svg class="inside" ${box} preserveAspectRatio="none" overflow="hidden">${marks}</svg>`;
}
