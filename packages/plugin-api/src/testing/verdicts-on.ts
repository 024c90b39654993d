import type { Constraint } from '@openbpu/core';
import { type NodeId, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';

/** What the rules of a march say of one node. */
export interface Verdicts {
  /** Rules the node keeps. */
  readonly kept: readonly string[];
  /** The reason of every rule it breaks, by the rule. */
  readonly broken: Readonly<Record<string, string>>;
}

/**
 * Holds a node, written as the text of its graph, against every constraint that speaks of its op; the last node unless
 * one is named.
 */
export function verdictsOn(constraints: readonly Constraint[], text: string, id?: NodeId): Verdicts {
  const graph = parseGraph(text, standardOps(), 'original');
  const node = id === undefined ? graph.nodes[graph.nodes.length - 1] : graph.node(id);
  if (!node) throw new Error(`the text has no node ${id ?? ''}`);
  const kept: string[] = [];
  const broken: Record<string, string> = {};
  for (const { id: rule, appliesTo, check } of constraints) {
    if (appliesTo !== 'every-op' && !appliesTo.includes(node.op.name)) continue;
    const verdict = check(node, graph);
    if (verdict === true) kept.push(rule);
    else broken[rule] = verdict;
  }
  return { kept, broken };
}
