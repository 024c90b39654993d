import { type GraphPatch, type GraphView, type Node, PatchBuilder } from '@openbpu/ir';

/**
 * The patch that puts `node`, a function of one element, before the Reshape or Transpose it reads alone. Both keep
 * their names and the result keeps its own; what stands between is called `<node>_image`.
 */
export function swapWithMove(node: Node, move: Node, graph: GraphView): GraphPatch {
  const build = new PatchBuilder(graph, `move "${node.id}" before "${move.id}"`).remove(move, node);
  const [y] = build.node({
    ...node,
    attrs: { ...(node.attrs as object) },
    inputs: [move.inputs[0], ...node.inputs.slice(1)],
    outputs: [build.free(`${node.id}_image`)],
  });
  build.node({ ...move, attrs: { ...(move.attrs as object) }, inputs: [y], outputs: node.outputs });
  return build.build();
}
