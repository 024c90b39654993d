import type { PerfSubgraph } from '@openbpu/board';
import { byteSize, clipped, duration, grouped, metric, percent } from '../figures';
import { type Section, dataTable, factsList } from '../page/blocks';
import { type Piece, html } from '../page/markup';
import { bindChip } from './bind-chip';
import { MOST_NAME, SUBGRAPH_METRICS, megabytes, ms, operations } from './perf-words';

/** The metrics of one subgraph under the names of the guide, and what else there is to say of it. */
export function subgraphSection(subgraph: PerfSubgraph): Section {
  const { name, macs, ddrLoadBytes, ddrStoreBytes, latencyUs, cores, calls, dispatchUs, utilisation } = subgraph;
  const values = [name, grouped(operations(macs)), megabytes(ddrLoadBytes + ddrStoreBytes), ms(latencyUs)];
  const rows = SUBGRAPH_METRICS.map((metricName, i) => [metricName, html`<b>${values[i]}</b>`]);
  const longest = calls.reduce((most, call) => Math.max(most, call.latencyUs), 0);
  const facts = factsList([
    ['bound by', bindChip(subgraph.binds)],
    ['loaded', byteSize(ddrLoadBytes)],
    ['stored', byteSize(ddrStoreBytes)],
    ['function-calls', `${calls.length}, the longest ${duration(longest)}`],
    ['dispatching them', duration(dispatchUs)],
    ['cores', cores > 1 && String(cores)],
    ['MAC array in use', percent(utilisation.macs)],
    ['DMA busy', percent(utilisation.dma)],
    ['tensor unit busy', percent(utilisation.tensor)],
    ['vector unit busy', percent(utilisation.vector)],
    ['attained', latencyUs > 0 && `${metric(macs / (latencyUs / 1e6))}MAC/s`],
    ['nodes of the model', subgraph.nodes.length > 0 && String(subgraph.nodes.length)],
  ]);
  const sides = [
    ['input', subgraph.inputs],
    ['output', subgraph.outputs],
  ] as const;
  const ports = sides.flatMap(([side, tensors]) =>
    tensors.map((tensor): Piece[] => [
      side,
      html`<code>${clipped(tensor.name, MOST_NAME)}</code>`,
      tensor.dtype,
      tensor.shape.join('x'),
    ]),
  );
  const tensors = dataTable(['', 'tensor', 'type', 'shape'], ports);
  const body = html`${dataTable(['metric', 'value'], rows)}<h3>What it is</h3>${facts}${tensors}`;
  return { id: 'summary', title: 'Subgraph', body };
}
