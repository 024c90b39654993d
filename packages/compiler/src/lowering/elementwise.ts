import type { GraphView, Node } from '@openbpu/ir';
import type { EltwiseLayer } from '@openbpu/machine';
import {
  HzPRelu,
  HzQuantize,
  HzRequantize,
  HzSElementwiseAdd,
  HzSElementwiseMul,
  HzSElementwiseSub,
  HzSQuantizedMatMul,
} from '@openbpu/ops';
import { defineLowering, scalar } from './define-lowering';

export const lowerHzSElementwiseAdd = defineLowering(HzSElementwiseAdd, (node, graph) => [sumOf('add', node, graph)]);

export const lowerHzSElementwiseSub = defineLowering(HzSElementwiseSub, (node, graph) => [sumOf('sub', node, graph)]);

/** A sum or difference, each side with its own multiplier. */
function sumOf(
  fn: 'add' | 'sub',
  { inputs: [a, b, ma, mb], outputs: [y], attrs: { low, high } }: Node<{ readonly low: number; readonly high: number }>,
  graph: GraphView,
): EltwiseLayer {
  return { kind: 'eltwise', fn, a, b, y, ma: scalar(graph, ma), mb: scalar(graph, mb), low, high };
}

export const lowerHzSElementwiseMul = defineLowering(
  HzSElementwiseMul,
  ({ inputs: [a, b, multiplier], outputs: [y], attrs: { low, high } }, graph) => [
    { kind: 'eltwise', fn: 'mul', a, b, y, ma: scalar(graph, multiplier), mb: 1, low, high },
  ],
);

export const lowerHzSQuantizedMatMul = defineLowering(
  HzSQuantizedMatMul,
  ({ inputs: [a, b, multiplier], outputs: [y], attrs: { low, high } }, graph) => [
    { kind: 'matmul', a, b, y, multiplier: scalar(graph, multiplier), low, high },
  ],
);

export const lowerHzRequantize = defineLowering(
  HzRequantize,
  ({ inputs: [x, multiplier], outputs: [y], attrs: { low, high } }, graph) => [
    { kind: 'requant', x, y, multiplier: scalar(graph, multiplier), low, high },
  ],
);

export const lowerHzPRelu = defineLowering(HzPRelu, ({ inputs: [x, multiplier, negative], outputs: [y] }, graph) => [
  { kind: 'prelu', x, multiplier: scalar(graph, multiplier), negative, y },
]);

export const lowerHzQuantize = defineLowering(HzQuantize, ({ inputs: [x, scale], outputs: [y] }, graph) => [
  { kind: 'quantize', x, y, scale: scalar(graph, scale) },
]);
