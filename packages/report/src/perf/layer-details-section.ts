import type { PerfSubgraph } from '@openbpu/board';
import { NONE, clipped, grouped } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { type Piece, html } from '../page/markup';
import { barOf } from '../page/quality';
import { bindChip } from './bind-chip';
import { MOST_NAME, operations } from './perf-words';

const HEADINGS = [
  '#computation (OP)',
  '#computing (µs)',
  '#transfer (µs)',
  '#adds (µs)',
  '#%',
  '#DDR (KiB)',
  'bound by',
] as const;

const NOTE =
  'Computing and transfers of neighbouring layers go on beside each other, so a layer may take longer than it adds ' +
  'to the latency. Bound by: the queue that is busy longest, or dispatch where that is mostly starting ' +
  'instructions. A click on a heading sorts.';

/** What every layer costs: computation, computing time and transfer time. */
export function layerDetailsSection(subgraphs: readonly PerfSubgraph[]): Section | undefined {
  const known = subgraphs.flatMap(({ name, layers = [] }) => layers.map((layer) => ({ ...layer, subgraph: name })));
  if (known.length === 0) return undefined;
  const several = new Set(known.map(({ subgraph }) => subgraph)).size > 1;
  const longest = known.reduce((most, { latencyUs }) => Math.max(most, latencyUs), 0);
  const whole = known.reduce((sum, { latencyUs }) => sum + latencyUs, 0);
  const rows = known.map((layer): Piece[] => [
    html`<code>${clipped(layer.name, MOST_NAME)}</code>`,
    ...(several ? [html`<code>${clipped(layer.subgraph, MOST_NAME)}</code>`] : []),
    grouped(operations(layer.macs)),
    layer.computeUs.toFixed(3),
    layer.transferUs.toFixed(3),
    html`${layer.latencyUs.toFixed(3)}${barOf('bpu', layer.latencyUs, longest)}`,
    whole > 0 ? ((layer.latencyUs / whole) * 100).toFixed(1) : NONE,
    ((layer.ddrLoadBytes + layer.ddrStoreBytes) / 1024).toFixed(1),
    bindChip(layer.binds),
  ]);
  const table = dataTable(['layer', ...(several ? ['subgraph'] : []), ...HEADINGS], rows);
  return { id: 'layers', title: 'Layer Details', body: html`<p>${NOTE}</p><div class="sortable">${table}</div>` };
}
