import { type GraphPatch, type GraphView, type Node, type ValueId, PatchBuilder } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { Affine } from './affine';

/**
 * The patch that makes `node`, an affine map of the channels of `x`, a depthwise 1x1 convolution of its name; undefined
 * unless x has rank 4.
 */
export function channelsToConv(
  graph: GraphView,
  node: Node,
  x: ValueId,
  { scale, shift }: Affine,
): GraphPatch | undefined {
  if (graph.value(x).type.shape.length !== 4) return undefined;
  const group = scale.length;
  const build = new PatchBuilder(graph, `turn "${node.id}" into a convolution`).remove(node);
  const weight = build.constant(`${node.id}_weight`, float32([group, 1, 1, 1], scale));
  const bias = build.constant(`${node.id}_bias`, float32([group], shift));
  build.node({
    id: node.id,
    op: Conv,
    inputs: [x, weight, bias],
    attrs: { kernel: [1, 1], group },
    outputs: node.outputs,
    origins: node.origins,
  });
  return build.build();
}
