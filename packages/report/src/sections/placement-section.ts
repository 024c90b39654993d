import type { RunRecord } from '@openbpu/record';
import { NONE, clipped, counted, metric, percent } from '../figures';
import { macShare } from '../mac-share';
import { type Section, dataTable } from '../page/blocks';
import { html } from '../page/markup';
import { type PlacementRun, placementRuns } from './placement-runs';

/** Subgraph colours repeat after this many. */
const COLOURS = 4;
/** Strips of more pieces than this have no gaps. */
const FINE = 60;
/** Pieces with a smaller share of the nodes have no room for a label. */
const LABELLED = 0.1;
const MOST_ROWS = 40;

/**
 * Where the model runs: a strip of all nodes in graph order, coloured by device and subgraph, and what each place does.
 */
export function placementSection({ nodes }: RunRecord): Section | undefined {
  if (nodes.length === 0) return undefined;
  const runs = placementRuns(nodes);
  const fine = runs.length > FINE;
  const pieces = runs.map((run) => {
    const { start, end } = run;
    const label = (end - start) / nodes.length >= LABELLED && place(run);
    const style = html`class="${colour(run)}" style="flex-grow:${end - start}"`;
    return html`<a ${style} href="#n${start}" title="${title(run, nodes)}">${label}</a>`;
  });
  const places = new Map(runs.map((run) => [place(run), run]));
  const { total } = macShare(nodes);
  const rows = [...places].slice(0, MOST_ROWS).map(([name, run]) => {
    const members = nodes.filter(({ on, subgraph }) => on === run.on && subgraph === run.subgraph);
    const macs = macShare(members).total;
    return [
      html`<i class="key ${colour(run)}"></i>${name}`,
      members.length,
      metric(macs),
      total === 0 ? NONE : percent(macs / total),
    ];
  });
  const cuts = counted(handOvers(runs), 'hand-over');
  const more = places.size > MOST_ROWS && html`<p>And ${places.size - MOST_ROWS} more subgraphs.</p>`;
  const table = dataTable(['runs on', '#nodes', '#MACs', '#share of MACs'], rows);
  const body = html`<p>Nodes in graph order: ${counted(runs.length, 'piece')}, ${cuts} between BPU and CPU.</p>
<div class="strip${fine && ' fine'}">${pieces}</div>${table}${more}`;
  return { id: 'placement', title: 'BPU and CPU', body };
}

function colour({ on, subgraph }: PlacementRun): string {
  return on === 'CPU' ? 'cpu' : `s${(subgraph ?? 0) % COLOURS}`;
}

function place({ on, subgraph }: PlacementRun): string {
  return on === 'CPU' ? 'CPU' : `BPU id(${subgraph ?? 0})`;
}

function title(run: PlacementRun, nodes: RunRecord['nodes']): string {
  const count = run.end - run.start;
  const [first, last] = [nodes[run.start], nodes[run.end - 1]].map(({ node }) => clipped(node, 60));
  return `${place(run)}: ${count === 1 ? first : `${count} nodes, ${first} to ${last}`}`;
}

function handOvers(runs: readonly PlacementRun[]): number {
  return runs.filter((run, i) => i > 0 && runs[i - 1].on !== run.on).length;
}
