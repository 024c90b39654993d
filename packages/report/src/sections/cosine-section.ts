import type { RunRecord } from '@openbpu/record';
import { clipped, cosineText } from '../figures';
import { firstSamples, saysNothing } from '../run-words';
import { type Markup, html } from '../page/markup';
import { quality } from '../page/quality';
import type { Section } from '../page/blocks';
import { buckets, px } from '../svg/scale';
import { logScale } from '../svg/log-scale';
import { nodeScale } from '../svg/node-scale';
import { PLOT, plot } from '../svg/plot';

/** Models with more nodes show the worst of each group of neighbours. */
const MOST_POINTS = 400;
const LOWEST = 5;
/** Powers of ten: differences below the first do not show in six places. */
const FLOOR = -8;
const LIMIT = 0.01;

interface Point {
  readonly index: number;
  readonly node: string;
  readonly cosine: number;
}

/** How the error grows with depth: 1 − cosine of every measured node in graph order. */
export function cosineSection({ nodes, calibration, proof }: RunRecord): Section | undefined {
  const points = nodes.flatMap(({ node, cosine }, index): Point[] =>
    cosine === null || cosine === undefined ? [] : [{ index, node, cosine }],
  );
  if (points.length === 0) return undefined;
  const shown = buckets(points.length, MOST_POINTS).map(([start, end]) =>
    points.slice(start, end).reduce((worst, point) => (point.cosine < worst.cosine ? point : worst)),
  );
  const group = Math.ceil(points.length / MOST_POINTS);
  const lowest = points.toSorted((a, b) => a.cosine - b.cosine).slice(0, LOWEST);
  const nothing = saysNothing(calibration);
  const noise = nothing !== undefined;
  const worst = lowest.map(({ index, node, cosine }, i) => {
    const value = html`<span class="${quality(cosine, noise)}">${cosineText(cosine)}</span>`;
    return html`${i > 0 && ', '}<a href="#n${index}">${clipped(node, 60)}</a> ${value}`;
  });
  const note = [
    '1 − cosine between the float and the quantised model at the output of each node, in graph order',
    proof === undefined ? '' : `, on ${firstSamples(proof.nodeSamples, noise)}`,
    ': lower is better, and a jump names the node that costs accuracy. The dashed line is a cosine of 0.99.',
    nothing ? ` ${nothing}` : '',
    shown.length === points.length ? '' : ` Each point is the worst of up to ${group} neighbours.`,
  ];
  const body = html`<p>${note.join('')}</p>
${chart(shown, nodes.length, noise)}<p>Lowest: ${worst}.</p>`;
  return { id: 'cosine', title: 'Cosine over depth', body };
}

function chart(points: readonly Point[], count: number, noise: boolean): Markup {
  const errors = points.map(({ cosine }) => 1 - cosine);
  const x = nodeScale(count);
  const y = logScale({ powers: powers(errors), pixels: [PLOT.bottom, PLOT.top] });
  const places = points.map(({ index }, i) => [px(x.at(index)), px(y.at(errors[i]))] as const);
  const dots = points.map(({ index, node, cosine }, i) => {
    const [cx, cy] = places[i];
    const title = html`<title>${clipped(node, 120)}\ncosine ${cosineText(cosine)}</title>`;
    const dot = html`<circle class="${quality(cosine, noise)}" cx="${cx}" cy="${cy}" r="3.5">${title}</circle>`;
    return html`<a href="#n${index}">${dot}</a>\n`;
  });
  const limit = html`<path class="limit" d="M${PLOT.left} ${px(y.at(LIMIT))}H${PLOT.right}"/>`;
  const line = html`<path class="line" d="M${places.map((place) => place.join(' ')).join('L')}"/>`;
  const marks = html`${limit}${line}${dots}`;
  return plot({ label: '1 - cosine over node order', x, y, xTitle: 'node', yTitle: '1 − cosine', marks });
}

/** The powers of ten around the errors, at least three, the limit always among them. */
function powers(errors: readonly number[]): readonly [number, number] {
  const least = errors.reduce((low, error) => (error > 0 ? Math.min(low, error) : low), LIMIT);
  const most = errors.reduce((high, error) => Math.max(high, error), LIMIT);
  const low = Math.min(Math.max(Math.floor(Math.log10(least)), FLOOR), -4);
  return [errors.some((error) => error <= 0) ? FLOOR : low, Math.max(Math.ceil(Math.log10(most)), -1)];
}
