import { type Graph, type GraphView, type Node, parseGraph } from '@openbpu/ir';
import type { LoweringRule } from '@openbpu/core';
import type { LayerOp } from '@openbpu/machine';
import { standardOps } from '@openbpu/ops';

/** A quantised graph from its text, indented or not. */
export function quantised(text: string): Graph<'quantized'> {
  return parseGraph(
    text
      .split('\n')
      .map((line) => line.trim())
      .join('\n'),
    standardOps(),
    'quantized',
  );
}

/** The layers a rule makes of the last node of a graph. */
export function lowered(rule: LoweringRule, text: string): readonly LayerOp[] {
  const graph: GraphView = quantised(text);
  const node: Node | undefined = graph.nodes.at(-1);
  if (!node) throw new Error('the graph has no node');
  return rule.lower(node, graph);
}
