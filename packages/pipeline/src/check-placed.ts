import { fail } from '@openbpu/diagnostics';
import { type Graph, type Node, userName } from '@openbpu/ir';
import { OnnxOp, foreignType, typeName } from '@openbpu/ops';
import { requireBpuNode } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import { PIPELINE } from './catalogue';

/**
 * Stops at a placed model that the board could not run: a node on the CPU whose operator the runtime of the march has
 * no kernel for, or no node on the BPU at all. To be asked once its table is shown, which has the reasons.
 */
export function checkPlaced(
  graph: Graph<'optimized'>,
  { operators }: Pick<Backend, 'operators'>,
  skipped: readonly string[] = [],
): void {
  const homeless = graph.nodes.filter(
    (node) => node.placement?.on === 'cpu' && operators[listedType(node)]?.class === 'cpu_not_integrated',
  );
  if (homeless.length > 0)
    fail(
      PIPELINE.noCpuKernel(
        { types: [...new Set(homeless.map(typeName))].sort(), nodes: homeless.map(userName) },
        homeless[0].origins[0],
      ),
    );
  requireBpuNode(graph, skipped);
}

/** What the lists of a march call a node; '' for a custom operator, which they do not know. */
function listedType(node: Node): string {
  return OnnxOp.is(node) ? (foreignType(node) ?? '') : node.op.name;
}
