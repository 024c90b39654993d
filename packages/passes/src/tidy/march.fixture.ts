import type { Constraint } from '@openbpu/core';
import type { GraphView, Node } from '@openbpu/ir';
import type { March } from './for-march';

/** A march that has these ops, and refuses of them what `refuses` says. */
export function marchWith(
  ops: readonly string[],
  refuses: (node: Node, graph: GraphView) => boolean = () => false,
): March {
  const rule: Constraint = {
    id: 'test/rule',
    sentence: 'nothing that is refused',
    appliesTo: 'every-op',
    check: (node, graph) => (refuses(node, graph) ? 'refused' : true),
  };
  return { constraints: [rule], policy: { quantise: Object.fromEntries(ops.map((op) => [op, 'active' as const])) } };
}
