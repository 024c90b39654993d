import type { Node } from '@openbpu/ir';
import { Gemm, MatMul, OnnxOp } from '@openbpu/ops';

/** Foreign operators that are a layer of their own: sums of products, recurrences, normalisations. */
const LAYERS = /^(Conv|ConvTranspose|MatMul|Gemm|Einsum|LSTM|GRU|RNN|GridSample|.*Normalization)$/;

/** Whether a node is a layer of a network, with weights or sums of products, and not arithmetic between two layers. */
export function isLayer(node: Node): boolean {
  if (OnnxOp.is(node)) return LAYERS.test(node.attrs.opType);
  return node.op.integer?.accumulates !== undefined || MatMul.is(node) || Gemm.is(node);
}
