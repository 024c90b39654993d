import type { GraphPatch, GraphView, Node, Stage } from '@openbpu/ir';
import type { Pass, PassContext } from './pass';

/** A pass made of one local rule, tried at every node until it fires nowhere. */
export interface RewriteSpec {
  readonly name: string;
  readonly summary: string;
  /** The patch proposed at `node`, or undefined. A rule must not fire again on its own result for ever. */
  rewrite(node: Node, graph: GraphView, context: PassContext): GraphPatch | undefined;
}

/** More rounds than this mean that a rule undoes or repeats itself. */
const ROUNDS = 1000;

/** Sweeps the nodes in topological order; patches go into one transaction, verified whole at the end. */
export function rewritePass<S extends Stage>(spec: RewriteSpec): Pass<S> {
  return {
    name: spec.name,
    summary: spec.summary,
    run(graph, context) {
      const transaction = graph.transaction();
      for (let round = 0; ; round++) {
        if (round === ROUNDS)
          throw new Error(
            `pass ${spec.name} does not come to rest; its last patches: ${transaction.labels.slice(-3).join('; ')}`,
          );
        const before = transaction.labels.length;
        for (const candidate of transaction.nodes) {
          const node = transaction.node(candidate.id);
          const patch = node && spec.rewrite(node, transaction, context);
          if (patch) transaction.apply(patch);
        }
        if (transaction.labels.length === before) break;
      }
      return transaction.labels.length === 0 ? graph : transaction.commit();
    },
  };
}
