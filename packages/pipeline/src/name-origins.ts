import { basename } from 'node:path';
import { type Graph, GraphDraft, type Stage } from '@openbpu/ir';

/**
 * The same graph with files in origins by their bare names: what is written from it must not tell where it was made.
 */
export function nameOrigins<S extends Stage>(graph: Graph<S>): Graph<S> {
  return GraphDraft.mapped(graph, graph.stage, (node) => ({
    ...node,
    origins: node.origins.map((origin) =>
      origin.file === undefined ? origin : { ...origin, file: basename(origin.file) },
    ),
  }));
}
