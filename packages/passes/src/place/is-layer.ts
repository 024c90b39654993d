import type { AnyOp, Node } from '@openbpu/ir';
import * as ops from '@openbpu/ops';

/** Foreign operators that are a layer of their own: sums of products, recurrences, normalisations. */
const LAYERS = /^(Conv|ConvTranspose|MatMul|Gemm|Einsum|LSTM|GRU|RNN|GridSample|.*Normalization)$/;

const NORMALISATIONS: readonly AnyOp[] = [
  ops.GroupNormalization,
  ops.InstanceNormalization,
  ops.L2Normalization,
  ops.LayerNormalization,
  ops.RMSNormalization,
];

/** Whether a node is a layer of a network, with weights or sums of products, and not arithmetic between two layers. */
export function isLayer(node: Node): boolean {
  if (ops.OnnxOp.is(node)) return LAYERS.test(ops.foreignType(node) ?? '');
  return (
    node.op.integer?.accumulates !== undefined || ops.MatMul.is(node) || ops.Gemm.is(node) || isNormalisation(node)
  );
}

/** Whether a node divides its input by statistics of that very input, ours or foreign. */
export function isNormalisation(node: Node): boolean {
  if (ops.OnnxOp.is(node)) return ops.foreignType(node)?.endsWith('Normalization') === true;
  return NORMALISATIONS.some((op) => op.is(node));
}
