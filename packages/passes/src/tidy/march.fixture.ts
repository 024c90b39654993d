import type { Constraint } from '@openbpu/core';
import type { GraphView, Node } from '@openbpu/ir';
import type { TypeRules } from '../place/integer-types';
import type { PlacementRequests } from '../place/requests';
import type { March } from './for-march';

/** Whether a march refuses a node. */
type Refusal = (node: Node, graph: GraphView) => boolean;

/** A march that has these ops, and refuses of them what `refuses` says. */
export function marchWith(ops: readonly string[], refuses: Refusal = () => false): March {
  const rule: Constraint = {
    id: 'test/rule',
    sentence: 'nothing that is refused',
    appliesTo: 'every-op',
    check: (node, graph) => (refuses(node, graph) ? 'refused' : true),
  };
  return { constraints: [rule], policy: { quantise: Object.fromEntries(ops.map((op) => [op, 'active' as const])) } };
}

/** Such a march with int16 for all its ops but `narrow`, and what is asked of it. */
export function wideMarch(
  ops: readonly string[],
  {
    narrow = [],
    refuses,
    ...requests
  }: PlacementRequests & { readonly narrow?: readonly string[]; readonly refuses?: Refusal } = {},
): TypeRules {
  const { constraints, policy } = marchWith(ops, refuses);
  const int16 = Object.fromEntries(ops.filter((op) => !narrow.includes(op)).map((op) => [op, 'listed' as const]));
  return { constraints, policy: { ...policy, int16, sharedScaleRatio: 16 }, requests };
}
