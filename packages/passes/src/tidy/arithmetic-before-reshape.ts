import { rewritePass } from '@openbpu/core';
import { type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { Add, Gemm, Mul, Reshape, Sub } from '@openbpu/ops';
import { type Tensor, expectDType, float32, sameShape } from '@openbpu/tensor';
import { isPlain } from './clamped-sum';
import { soleProducer } from './sole-producer';

/**
 * Before: Gemm -> [m, n] -> Reshape [b…, m', n] -> Add | Sub | Mul with a constant along the last axis, or a number
 * After: Gemm -> the same -> Reshape, each named as before; fuse-scale folds it
 * Conditions: the constant does not enlarge the tensor; nobody else reads what stands between; no folded activation.
 */
export const arithmeticBeforeReshape = rewritePass<'original'>({
  name: 'arithmetic-before-reshape',
  summary: 'Moves the bias of a linear layer before the Reshape that gives its tokens their places back.',
  rewrite(node, graph) {
    if (!isArithmetic(node)) return undefined;
    const side = node.inputs.findIndex((id) => constantOf(graph, id));
    const reshape = side < 0 ? undefined : soleProducer(graph, node.inputs[1 - side]);
    const gemm = reshape && Reshape.is(reshape) ? soleProducer(graph, reshape.inputs[0]) : undefined;
    if (!reshape || !gemm || !Gemm.is(gemm)) return undefined;
    const before = graph.value(node.inputs[1 - side]).type.shape;
    const constant = alongLast(constantOf(graph, node.inputs[side])!);
    const columns = graph.value(gemm.outputs[0]).type.shape[1];
    const { shape } = graph.value(node.outputs[0]).type;
    if (!constant || before.at(-1) !== columns || !sameShape(before, shape)) return undefined;
    const build = new PatchBuilder(graph, `move "${node.id}" before "${reshape.id}"`).remove(reshape, node);
    const moved = build.constant(node.inputs[side], constant);
    const [y] = build.node({
      ...node,
      attrs: { ...(node.attrs as object) },
      inputs: side === 0 ? [moved, gemm.outputs[0]] : [gemm.outputs[0], moved],
      outputs: [build.free(`${node.id}_rows`)],
    });
    build.node({ ...reshape, attrs: { ...(reshape.attrs as object) }, inputs: [y], outputs: node.outputs });
    return build.build();
  },
});

function isArithmetic(node: Node): boolean {
  return [Add, Sub, Mul].some((op) => op.is(node) && isPlain(node.attrs));
}

/** A constant as a row, where it differs along the last axis at most. */
function alongLast(constant: Tensor): Tensor | undefined {
  const { data } = expectDType(constant, 'float32');
  const row = data.length === 1 || constant.shape.at(-1) === data.length;
  return row ? float32([data.length], data) : undefined;
}
