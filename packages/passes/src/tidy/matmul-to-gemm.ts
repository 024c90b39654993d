import { rewritePass } from '@openbpu/core';
import { PatchBuilder, constantOf } from '@openbpu/ir';
import { Gemm, MatMul, Reshape } from '@openbpu/ops';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';

/**
 * Before: [b…, m, k] -> MatMul(W [k, n]) -> [b…, m, n]
 * After: Reshape [b·m, k] -> Gemm(Wᵀ) -> Reshape [b…, m, n], named `<matmul>_reshape_output`; a matrix needs neither
 * Reshape
 * Conditions: W is a constant matrix; the other operand is no vector.
 */
export const matmulToGemm = rewritePass<'original'>({
  name: 'matmul-to-gemm',
  summary: 'Turns a matrix product by constant weights into a fully connected layer.',
  rewrite(node, graph) {
    if (!MatMul.is(node)) return undefined;
    const weight = constantOf(graph, node.inputs[1]);
    const { shape } = graph.value(node.inputs[0]).type;
    if (weight?.shape.length !== 2 || shape.length < 2) return undefined;
    const build = new PatchBuilder(graph, `turn "${node.id}" into a fully connected layer`).remove(node);
    const { origins, outputs } = node;
    const gemm = { id: node.id, op: Gemm, origins };
    const weightId = build.constant(node.inputs[1], transposed(weight));
    if (shape.length === 2) {
      build.node({ ...gemm, inputs: [node.inputs[0], weightId], outputs });
      return build.build();
    }
    const [x] = build.node({
      id: build.free(`${node.id}_reshape_input`),
      op: Reshape,
      inputs: [node.inputs[0]],
      attrs: { shape: [-1, weight.shape[0]] },
      origins,
    });
    const [y] = build.node({ ...gemm, inputs: [x, weightId], outputs: [build.free(`${node.id}_gemm`)] });
    build.node({
      id: build.free(`${node.id}_reshape_output`),
      op: Reshape,
      inputs: [y],
      attrs: { shape: graph.value(outputs[0]).type.shape },
      outputs,
      origins,
    });
    return build.build();
  },
});

function transposed(matrix: Tensor): Tensor<'float32'> {
  const [k, n] = matrix.shape;
  const { data } = expectDType(matrix, 'float32');
  const turned = new Float32Array(n * k);
  for (let row = 0; row < k; row++)
    for (let column = 0; column < n; column++) turned[column * k + row] = data[row * n + column];
  return float32([n, k], turned);
}
