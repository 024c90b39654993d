import type { QuantPolicy } from '@openbpu/core';
import type { GraphView, ValueId } from '@openbpu/ir';

/**
 * Nodes whose op only moves or chooses elements give their inputs and outputs one scale: the largest threshold of the
 * group (docs/semantics.md, "Scale sharing"). A Concat whose inputs differ by more than the policy's ratio does not
 * join them: each input is requantised instead. Thresholds listed in `fixed` are never raised: their groups are cut.
 */
export function shareThresholds(
  graph: GraphView,
  thresholds: ReadonlyMap<ValueId, number>,
  policy: QuantPolicy,
  fixed: ReadonlySet<ValueId>,
): Map<ValueId, number> {
  const shared = new Map(thresholds);
  for (const group of scaleGroups(graph, thresholds, policy, fixed)) {
    const largest = Math.max(...group.map((id) => thresholds.get(id)!));
    for (const id of group) shared.set(id, largest);
  }
  return shared;
}

/** The activations by the scale they share, in the order of the thresholds; one alone is a group too. */
export function scaleGroups(
  graph: GraphView,
  thresholds: ReadonlyMap<ValueId, number>,
  policy: QuantPolicy,
  fixed: ReadonlySet<ValueId>,
): ValueId[][] {
  const parent = new Map<ValueId, ValueId>();
  const find = (id: ValueId): ValueId => {
    const up = parent.get(id);
    if (up === undefined || up === id) return id;
    const root = find(up);
    parent.set(id, root);
    return root;
  };
  for (const node of graph.nodes) {
    if (node.placement?.on !== 'bpu' || node.op.integer?.sharesScale?.(node.attrs) !== true) continue;
    const members = [...node.inputs, ...node.outputs].filter((id) => thresholds.has(id) && !graph.value(id).constant);
    if (members.some((id) => fixed.has(id)) || differ(members, thresholds, policy.sharedScaleRatio)) continue;
    for (const id of members) parent.set(find(id), find(members[0]));
  }
  const groups = new Map<ValueId, ValueId[]>();
  for (const id of thresholds.keys()) {
    const root = find(id);
    const group = groups.get(root);
    if (group) group.push(id);
    else groups.set(root, [id]);
  }
  return [...groups.values()];
}

function differ(members: readonly ValueId[], thresholds: ReadonlyMap<ValueId, number>, ratio: number): boolean {
  const known = members.map((id) => thresholds.get(id)!).filter((threshold) => threshold > 0);
  return Math.max(...known) > ratio * Math.min(...known);
}
