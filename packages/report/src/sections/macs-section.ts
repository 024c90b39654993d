import type { RunRecord } from '@openbpu/record';
import { clipped, metric, percent } from '../figures';
import { WHAT_COUNTS, macShare } from '../mac-share';
import { type Markup, html } from '../page/markup';
import type { Section } from '../page/blocks';
import { buckets, px } from '../svg/scale';
import { linearScale } from '../svg/linear-scale';
import { nodeScale } from '../svg/node-scale';
import { PLOT, plot } from '../svg/plot';

/** Models with more nodes show the largest of each group of neighbours. */
const MOST_BARS = 400;
const WIDEST_BAR = 28;

/** Where the work is: the multiply-accumulates of every node in graph order. */
export function macsSection({ nodes }: RunRecord): Section | undefined {
  const { total } = macShare(nodes);
  if (total === 0) return undefined;
  const groups = buckets(nodes.length, MOST_BARS);
  const largest = groups.map(
    ([start, end]) =>
      nodes.slice(start, end).reduce((best, { macs = 0 }, i, group) => (macs > (group[best].macs ?? 0) ? i : best), 0) +
      start,
  );
  const group = Math.ceil(nodes.length / MOST_BARS);
  const grouped = groups.length < nodes.length && ` Each bar is the largest of up to ${group} neighbours.`;
  const sum = html`Multiply-accumulates of each node in graph order, ${metric(total)} in all. ${WHAT_COUNTS}${grouped}`;
  const body = html`<p>${sum} <i class="key s0"></i>BPU <i class="key cpu"></i>CPU</p>
${chart(nodes, largest, total)}`;
  return { id: 'macs', title: 'MACs per node', body };
}

function chart(nodes: RunRecord['nodes'], largest: readonly number[], total: number): Markup {
  const x = nodeScale(nodes.length);
  const top = largest.reduce((most, index) => Math.max(most, nodes[index].macs ?? 0), 0);
  const y = linearScale({ max: top, pixels: [PLOT.bottom, PLOT.top], label: metric });
  const width = px(Math.min(((PLOT.right - PLOT.left) / largest.length) * 0.8, WIDEST_BAR));
  const bars = largest.map((index) => {
    const { node, macs = 0, on, type } = nodes[index];
    if (macs === 0) return undefined;
    const height = Math.max(px(PLOT.bottom - y.at(macs)), 1);
    const [left, up] = [px(x.at(index) - width / 2), px(PLOT.bottom - height)];
    const share = `${metric(macs)} MACs, ${percent(macs / total)}`;
    const title = html`<title>${clipped(node, 120)} (${on}, ${type})\n${share}</title>`;
    const box = html`x="${left}" y="${up}" width="${width}" height="${height}"`;
    return html`<a href="#n${index}"><rect class="${on.toLowerCase()}" ${box}>${title}</rect></a>\n`;
  });
  return plot({ label: 'MACs per node', x, y, xTitle: 'node', yTitle: 'MACs', marks: bars });
}
