import type { Graph } from '@openbpu/ir';
import { onceMended, subgraphsWith } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import type { RecordCheck, RecordCost, RecordNode, RecordPerformance } from '@openbpu/record';
import { costsOf, isFallback } from './costs';
import type { Price } from './price';

/** What a checker finds beside the table: costs in its rows, and their sum. */
export interface Checked {
  readonly nodes: readonly RecordNode[];
  readonly check: RecordCheck;
  readonly performance?: RecordPerformance;
}

/** The rows of a placed graph with what every node on the CPU costs, and their sum; `price` where it was asked for. */
export function checked(
  graph: Graph<'optimized'>,
  rows: readonly RecordNode[],
  backend: Pick<Backend, 'features' | 'policy'>,
  price: Price = {},
): Checked {
  const costs = priced(costsOf(graph, backend), price);
  const sum = [...costs.values()].reduce((total, { cpuUs, crossingUs }) => total + cpuUs + crossingUs, 0);
  const mended = new Set([...costs].filter(([, { mendedBy }]) => mendedBy !== undefined).map(([id]) => id));
  const there = onceMended(graph, mended, backend.policy);
  const gained = [...there].reduce((total, id) => total + costs.get(id)!.cpuUs + costs.get(id)!.crossingUs, 0);
  const { performance, mended: with_ } = price;
  return {
    nodes: rows.map((row) => {
      const cost = costs.get(row.node);
      return cost ? { ...row, cost } : row;
    }),
    check: {
      subgraphs: new Set(rows.flatMap(({ subgraph }) => subgraph ?? [])).size,
      fallbacks: [...costs.values()].filter((cost) => isFallback(cost)).length,
      cpuUs: sum,
      ...(mended.size > 0
        ? {
            mended: {
              nodes: [...mended],
              subgraphs: new Set(subgraphsWith(graph, there).values()).size,
              cpuUs: sum - gained,
              ...(with_ ? { latencyUs: with_.performance.latencyUs, priced: with_.nodes } : {}),
            },
          }
        : {}),
    },
    ...(performance ? { performance } : {}),
  };
}

/** Costs with what an inference gains by each node: what it takes on the CPU, less its layers on the BPU. */
function priced(
  costs: ReadonlyMap<string, RecordCost>,
  { mended }: Pick<Price, 'mended'>,
): ReadonlyMap<string, RecordCost> {
  if (!mended) return costs;
  const layers = new Map<string, number>();
  for (const { name, latencyUs } of mended.performance.layers ?? [])
    layers.set(name, (layers.get(name) ?? 0) + latencyUs);
  const there = new Set(mended.nodes);
  return new Map(
    [...costs].map(([id, cost]) => [
      id,
      there.has(id) ? { ...cost, savesUs: cost.cpuUs + cost.crossingUs - (layers.get(id) ?? 0) } : cost,
    ]),
  );
}
