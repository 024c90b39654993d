import type { RunRecord } from '@openbpu/record';
import { NONE, clipped, grouped, real } from '../figures';
import { cosineCell } from '../page/quality';
import { subgraphsOf } from '../node-table';
import { firstSamples, saysNothing } from '../run-words';
import { type Markup, html } from '../page/markup';
import type { Section } from '../page/blocks';

type NodeRow = RunRecord['nodes'][number];

const MOST_NAME = 240;
const MOST_WHY = 600;

interface Column {
  readonly heading: string;
  /** One letter: the stylesheet shows and labels cells by it. */
  readonly class: string;
  readonly cell: (node: NodeRow, index: number, noise: boolean) => Markup | string | number;
  /** Columns that no node fills are left out. */
  readonly filled?: (node: NodeRow) => boolean;
}

const COLUMNS: readonly Column[] = [
  { heading: 'no.', class: 'i', cell: (_, index) => index },
  { heading: 'node', class: 'n', cell: (node) => html`<code>${clipped(node.node, MOST_NAME)}</code>${why(node)}` },
  {
    heading: 'on',
    class: 'o',
    cell: ({ on, subgraph }) =>
      on === 'CPU'
        ? html`<b class="chip cpu">CPU</b>`
        : html`<b class="chip s${(subgraph ?? 0) % 4}">BPU id(${subgraph ?? 0})</b>`,
  },
  { heading: 'type', class: 't', cell: ({ type }) => clipped(type, MOST_NAME) },
  { heading: 'in → out', class: 'd', cell: ({ inType, outType }) => `${inType} → ${outType}` },
  {
    heading: 'cosine',
    class: 'c',
    cell: ({ cosine }, _, noise) => cosineCell(cosine, noise),
    filled: ({ cosine }) => cosine !== undefined,
  },
  {
    heading: 'threshold',
    class: 'h',
    cell: ({ threshold }) => real(threshold),
    filled: ({ threshold }) => threshold !== undefined,
  },
  {
    heading: 'method',
    class: 'k',
    cell: ({ method }) => method ?? NONE,
    filled: ({ method }) => method !== undefined,
  },
  {
    heading: 'MACs',
    class: 'm',
    cell: ({ macs }) => (macs === undefined ? NONE : grouped(macs)),
    filled: ({ macs }) => macs !== undefined,
  },
];

/** Every node in graph order; the script of the page sorts and searches it. */
export function nodesSection({ nodes, calibration, proof }: RunRecord): Section | undefined {
  if (nodes.length === 0) return undefined;
  const noise = saysNothing(calibration) !== undefined;
  const measured =
    proof !== undefined &&
    nodes.some(({ cosine }) => cosine !== undefined) &&
    html`<p>The cosine of a node is that of its output on ${firstSamples(proof.nodeSamples, noise)}.</p>\n`;
  const columns = COLUMNS.filter(({ filled }) => filled === undefined || nodes.some(filled));
  const head = columns.map(
    ({ heading, class: name }) => html`<th class="${name}"><button type="button">${heading}</button></th>`,
  );
  const rows = nodes.map(
    (node, index) => html`<tr id="n${index}">${columns.map((column) => cellOf(column, node, index, noise))}</tr>\n`,
  );
  const search = html`<input type="search" placeholder="Search names, types, reasons" aria-label="Search nodes">`;
  const only = html`<label><input type="checkbox">CPU only</label>`;
  const tools = html`<p class="tools" hidden>${search}${only}<output></output></p>`;
  const body = html`${measured}${tools}
<div class="scroll nodes"><table><thead><tr>${head}</tr></thead><tbody>
${rows}</tbody></table></div>`;
  return { id: 'nodes', title: 'Nodes', body };
}

function cellOf({ class: name, cell }: Column, node: NodeRow, index: number, noise: boolean): Markup {
  return html`<td class="${name}">${cell(node, index, noise)}</td>`;
}

function why({ because, opens }: NodeRow): Markup | undefined {
  if (because === undefined) return undefined;
  const hint = because.hint && html`<small>Hint: ${clipped(because.hint, MOST_WHY)}</small>`;
  const cut = opens && html`<small>${subgraphsOf(opens)}</small>`;
  return html`<small>${because.code}: ${clipped(because.message, MOST_WHY)}</small>${cut}${hint}`;
}
