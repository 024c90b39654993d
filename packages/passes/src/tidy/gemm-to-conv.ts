import { rewritePass } from '@openbpu/core';
import { PatchBuilder, constantOf, type GraphView, type Node, type ValueId } from '@openbpu/ir';
import { Conv, Gemm, Reshape } from '@openbpu/ops';
import { reshapeTensor } from '@openbpu/tensor';

/**
 * Before: [n, c, h, w] -> Reshape [n, c·h·w] -> Gemm(W, b) -> [n, m]; or Gemm on a matrix
 * After: Conv(W as [m, c, h, w], b) with kernel h x w, no pads -> Reshape [n, m], named `<gemm>_reshape_output`
 * Conditions: W and b are constants; a matrix that is no flattened image becomes [n, k, 1, 1] first.
 * Formula: a convolution whose window is the whole image is the matrix product of the flattened image.
 */
export const gemmToConv = rewritePass<'original'>({
  name: 'gemm-to-conv',
  summary: 'Turns fully connected layers into convolutions over the whole image.',
  rewrite(node, graph) {
    if (!Gemm.is(node)) return undefined;
    const weight = constantOf(graph, node.inputs[1]);
    const biasId = node.inputs[2] ?? '';
    if (!weight || (biasId !== '' && !constantOf(graph, biasId))) return undefined;
    const [outputs] = weight.shape;
    const build = new PatchBuilder(graph, `turn "${node.id}" into a convolution`).remove(node);
    const image = flattenedImage(node, graph);
    const x =
      image ??
      build.node({
        id: build.free(`${node.id}_reshape_input`),
        op: Reshape,
        inputs: [node.inputs[0]],
        attrs: { shape: [...graph.value(node.inputs[0]).type.shape, 1, 1] },
        origins: node.origins,
      })[0];
    const [, c, h, w] = build.typeOf(x).shape;
    const weightId = build.constant(node.inputs[1], reshapeTensor(weight, [outputs, c, h, w]));
    const [y] = build.node({
      id: node.id,
      op: Conv,
      inputs: [x, weightId, biasId],
      attrs: { kernel: [h, w] },
      outputs: [build.free(`${node.id}_conv`)],
      origins: node.origins,
    });
    build.node({
      id: build.free(`${node.id}_reshape_output`),
      op: Reshape,
      inputs: [y],
      attrs: { shape: graph.value(node.outputs[0]).type.shape },
      outputs: node.outputs,
      origins: node.origins,
    });
    return build.build();
  },
});

/** The image behind a Reshape that flattens everything but the batch, or undefined. */
function flattenedImage(node: Node, graph: GraphView): ValueId | undefined {
  const reshape = graph.producer(node.inputs[0]);
  if (!reshape || !Reshape.is(reshape)) return undefined;
  const from = graph.value(reshape.inputs[0]).type.shape;
  const to = graph.value(node.inputs[0]).type.shape;
  return from.length === 4 && from[0] === to[0] ? reshape.inputs[0] : undefined;
}
