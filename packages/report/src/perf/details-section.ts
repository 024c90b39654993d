import type { PerfReport, PerfSubgraph } from '@openbpu/board';
import { clipped, grouped } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { type Markup, type Piece, html } from '../page/markup';
import { bindChip } from './bind-chip';
import { MOST_NAME, SUBGRAPH_METRICS, WARNINGS, inMegabytes, ms, operations } from './perf-words';

/** Where the page of each subgraph lies beside the main page; nowhere where the main page stands alone. */
export type SubgraphLink = (subgraph: PerfSubgraph) => string | undefined;

/** The metrics of subgraphs. */
export function detailsSection({ subgraphs, debug }: PerfReport, link?: SubgraphLink): Section {
  const rows = subgraphs.map((subgraph): Piece[] => {
    const href = link?.(subgraph);
    const name = html`<code>${clipped(subgraph.name, MOST_NAME)}</code>`;
    return [
      href === undefined ? name : html`<a href="${href}">${name}</a>`,
      grouped(operations(subgraph.macs)),
      inMegabytes(subgraph.ddrLoadBytes + subgraph.ddrStoreBytes),
      ms(subgraph.latencyUs),
      bindChip(subgraph.binds),
    ];
  });
  const [name, ...metrics] = SUBGRAPH_METRICS;
  const table =
    rows.length > 0
      ? dataTable([name, ...metrics.map((each) => `#${each}`), 'bound by'], rows)
      : html`<p>Nothing of this model runs on the BPU.</p>`;
  return { id: 'details', title: 'Details', body: html`${debug ? undefined : noLayers()}${table}` };
}

/** What stands where layers have no figures. */
export function noLayers(): Markup {
  return html`<p class="warn">${WARNINGS[0]}<br>${WARNINGS[1]}</p>`;
}
