import type { RunRecord } from '@openbpu/record';

/** Neighbours in graph order that run in the same place. */
export interface PlacementRun {
  readonly on: 'BPU' | 'CPU';
  readonly subgraph: number | null;
  /** Positions [start, end) in graph order. */
  readonly start: number;
  readonly end: number;
}

/** Cuts the nodes wherever device or subgraph changes. */
export function placementRuns(nodes: RunRecord['nodes']): readonly PlacementRun[] {
  const starts = nodes.flatMap((node, i) =>
    i > 0 && nodes[i - 1].on === node.on && nodes[i - 1].subgraph === node.subgraph ? [] : [i],
  );
  return starts.map((start, i) => ({
    on: nodes[start].on,
    subgraph: nodes[start].subgraph,
    start,
    end: starts[i + 1] ?? nodes.length,
  }));
}
