import type { RunRecord } from '@openbpu/record';
import { clipped, cosineText } from '../figures';
import { type Markup, html } from '../page/markup';
import { quality } from '../page/quality';
import type { Section } from '../page/section';
import { buckets } from '../svg/buckets';
import { logScale } from '../svg/log-scale';
import { nodeScale } from '../svg/node-scale';
import { PLOT, plot } from '../svg/plot';
import { px } from '../svg/px';

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
export function cosineSection({ nodes }: RunRecord): Section | undefined {
  const points = nodes.flatMap(({ node, cosine }, index): Point[] =>
    cosine === null || cosine === undefined ? [] : [{ index, node, cosine }],
  );
  if (points.length === 0) return undefined;
  const shown = buckets(points.length, MOST_POINTS).map(([start, end]) =>
    points.slice(start, end).reduce((worst, point) => (point.cosine < worst.cosine ? point : worst)),
  );
  const lowest = points.toSorted((a, b) => a.cosine - b.cosine).slice(0, LOWEST);
  const body = html`<p>1 − cosine between the float and the quantised model at the output of each node, in graph order: lower is better, and a jump names the node that costs accuracy. The dashed line is a cosine of 0.99.${shown.length < points.length && ` Each point is the worst of up to ${Math.ceil(points.length / MOST_POINTS)} neighbours.`}</p>
${chart(shown, nodes.length)}<p>Lowest: ${lowest.map(({ index, node, cosine }, i) => html`${i > 0 && ', '}<a href="#n${index}">${clipped(node, 60)}</a> <span class="${quality(cosine)}">${cosineText(cosine)}</span>`)}.</p>`;
  return { id: 'cosine', title: 'Cosine over depth', body };
}

function chart(points: readonly Point[], count: number): Markup {
  const errors = points.map(({ cosine }) => 1 - cosine);
  const x = nodeScale(count);
  const y = logScale({ powers: powers(errors), pixels: [PLOT.bottom, PLOT.top] });
  const places = points.map(({ index }, i) => [px(x.at(index)), px(y.at(errors[i]))] as const);
  const dots = points.map(
    ({ index, node, cosine }, i) =>
      html`<a href="#n${index}"><circle class="${quality(cosine)}" cx="${places[i][0]}" cy="${places[i][1]}" r="3.5"><title>${clipped(node, 120)}\ncosine ${cosineText(cosine)}</title></circle></a>\n`,
  );
  const limit = px(y.at(LIMIT));
  const marks = html`<path class="limit" d="M${PLOT.left} ${limit}H${PLOT.right}"/><path class="line" d="M${places.map((place) => place.join(' ')).join('L')}"/>${dots}`;
  return plot({ label: '1 - cosine over node order', x, y, xTitle: 'node', yTitle: '1 − cosine', marks });
}

/** The powers of ten around the errors, at least three, the limit always among them. */
function powers(errors: readonly number[]): readonly [number, number] {
  const least = errors.reduce((low, error) => (error > 0 ? Math.min(low, error) : low), LIMIT);
  const most = errors.reduce((high, error) => Math.max(high, error), LIMIT);
  const low = Math.min(Math.max(Math.floor(Math.log10(least)), FLOOR), -4);
  return [errors.some((error) => error <= 0) ? FLOOR : low, Math.max(Math.ceil(Math.log10(most)), -1)];
}
