import type { AccumulatedError, ErrorCurve } from '@openbpu/analysis';
import { clipped, real } from '../figures';
import { type Markup, html } from '../page/markup';
import { rangeScale } from '../svg/range-scale';
import { px } from '../svg/scale';
import { type Inks, PRINT } from './inks';
import { type Panel, type Picture, axes, heading, inside, line, picture, text } from './picture';
import { type Probe, evenProbe } from './probe';

const WIDTH = 960;
const PLOT_HEIGHT = 300;
/** With more nodes than these the axis has their places in place of their names. */
const MOST_NAMES = 40;
const LONGEST_NAME = 20;
/** How far down a letter of a name reaches. */
const SLANT = 4.6;
/** Curves of all weights and of all activations: their names say which nodes they are of. */
const WHOLE = new Set(['weight', 'activation']);
/** Curves beyond the colours are dashed. */
const DASHES = ['', '7 4', '2 3', '9 3 2 3'];

export interface ErrorsPicture extends Picture {
  readonly probes: readonly Probe[];
}

/**
 * A curve for each partly quantised model: the distance of every node's output from that of the float model, in the
 * order of the model. Where a value is not finite, as the noise ratio of a node before anything is quantised, the
 * curve has a gap.
 */
export function errorsSvg(error: AccumulatedError, inks = PRINT): ErrorsPicture {
  const { nodes, curves, metric, average } = error;
  const named = nodes.length <= MOST_NAMES;
  const top = 52 + curves.length * 18;
  const panel = { left: 100, right: 940, top, bottom: top + PLOT_HEIGHT };
  const longest = nodes.reduce((most, node) => Math.max(most, Math.min(node.length, LONGEST_NAME)), 0);
  const height = panel.bottom + (named ? 30 + longest * SLANT : 50);
  const finite = curves.flatMap(({ values }) => values.filter(Number.isFinite));
  const low = finite.reduce((a, b) => Math.min(a, b), finite[0] ?? 0);
  const high = finite.reduce((a, b) => Math.max(a, b), finite[0] ?? 0);
  const y = rangeScale({ low, high, pixels: [panel.bottom, panel.top], steps: 6 });
  const x = nodesAxis(nodes, panel, named);
  const drawn = curves.map((curve, i) => {
    const { ink, dash } = lookOf(i, inks);
    const path = line(curvePath(curve, x.at, y.at), ink, { width: 1.8, dash, kind: 'curve' });
    return html`<g class="series" data-series="${i}">${path}</g>`;
  });
  const key = curves.map((curve, i) => keyOf(curve, i, { error, inks }));
  const titled = heading(WIDTH, `accumulated error: ${metric}${average ? ', mean of the nodes so far' : ''}`, inks);
  const frame = axes(
    { panel, x, y, xTitle: 'node, in the order of the model', yTitle: metric, title: '', aslant: named },
    inks,
  );
  const says = nodes.map((node, i) => {
    const values = curves.map(({ label, values: own }) => `${label} ${real(own[i], 6)}`);
    return `${node}: ${values.join(', ')}`;
  });
  return {
    ...picture(
      'accumulated error',
      { width: WIDTH, height },
      inks,
      html`${titled}\n${key}${frame}${inside(panel, drawn)}\n`,
    ),
    probes: [evenProbe(panel, says)],
  };
}

/** Each node in the middle of an equal share of the panel. */
function nodesAxis(nodes: readonly string[], { left, right }: Panel, named: boolean) {
  const step = (right - left) / Math.max(nodes.length, 1);
  const at = (place: number) => left + (place + 0.5) * step;
  const every = named ? 1 : Math.max(1, Math.ceil(nodes.length / 20 / 5) * 5);
  const ticks = nodes.flatMap((node, i) =>
    i % every === 0 ? [{ value: i, label: named ? clipped(node, LONGEST_NAME) : String(i) }] : [],
  );
  return { at, ticks };
}

function curvePath({ values }: ErrorCurve, x: (place: number) => number, y: (value: number) => number): string {
  let d = '';
  let drawing = false;
  for (const [i, value] of values.entries()) {
    const finite = Number.isFinite(value);
    const alone = finite && !drawing && !Number.isFinite(values[i + 1] ?? NaN);
    if (finite) d += `${drawing ? 'L' : 'M'}${px(x(i))} ${px(y(value))}${alone ? 'h1' : ''}`;
    drawing = finite;
  }
  return d;
}

function keyOf(
  { label, members }: ErrorCurve,
  i: number,
  { error, inks }: { error: AccumulatedError; inks: Inks },
): Markup {
  const y = 44 + i * 18;
  const { ink, dash } = lookOf(i, inks);
  const told = members.length === 0 || members[0] === label || WHOLE.has(label) ? '' : `: ${members.join(', ')}`;
  const words = clipped(`${label}${told}${error.quantised ? '' : ' (not quantised)'}`, 130);
  const sample = line(`M100 ${y - 4}h26`, ink, { width: 2.4, dash });
  return html`<g class="key" data-series="${i}">${sample}${text(134, y, words, { ink: inks.ink })}</g>\n`;
}

function lookOf(curve: number, { curves }: Inks): { ink: string; dash: string } {
  return { ink: curves[curve % curves.length], dash: DASHES[Math.floor(curve / curves.length) % DASHES.length] };
}
