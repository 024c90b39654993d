import type { GraphView, Node } from '@openbpu/ir';
import type { EltwiseLayer } from '@openbpu/machine';
import {
  HzPRelu,
  HzQuantize,
  HzRequantize,
  HzSElementwiseAdd,
  HzSElementwiseDiv,
  HzSElementwiseEqual,
  HzSElementwiseGreater,
  HzSElementwiseGreaterOrEqual,
  HzSElementwiseMax,
  HzSElementwiseMin,
  HzSElementwiseMul,
  HzSElementwiseSub,
  HzSQuantizedMatMul,
} from '@openbpu/ops';
import { defineLowering, scalar } from './define-lowering';

export const lowerHzSElementwiseAdd = defineLowering(HzSElementwiseAdd, (node, graph) => [
  scaledPair('add', node, graph),
]);

export const lowerHzSElementwiseSub = defineLowering(HzSElementwiseSub, (node, graph) => [
  scaledPair('sub', node, graph),
]);

export const lowerHzSElementwiseMax = defineLowering(HzSElementwiseMax, (node, graph) => [
  scaledPair('max', node, graph),
]);

export const lowerHzSElementwiseMin = defineLowering(HzSElementwiseMin, (node, graph) => [
  scaledPair('min', node, graph),
]);

/** A sum, difference or choice, each side with its own multiplier. */
function scaledPair(
  fn: 'add' | 'sub' | 'max' | 'min',
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

export const lowerHzSElementwiseDiv = defineLowering(
  HzSElementwiseDiv,
  ({ inputs: [a, b, multiplier], outputs: [y], attrs: { low, high } }, graph) => [
    { kind: 'eltwise', fn: 'div', a, b, y, ma: scalar(graph, multiplier), mb: 1, low, high },
  ],
);

export const lowerHzSElementwiseEqual = defineLowering(HzSElementwiseEqual, (node, graph) => [
  comparison('equal', node, graph),
]);

export const lowerHzSElementwiseGreater = defineLowering(HzSElementwiseGreater, (node, graph) => [
  comparison('greater', node, graph),
]);

export const lowerHzSElementwiseGreaterOrEqual = defineLowering(HzSElementwiseGreaterOrEqual, (node, graph) => [
  comparison('greater_or_equal', node, graph),
]);

/** A comparison of what the integers of two scales stand for. */
function comparison(
  fn: 'equal' | 'greater' | 'greater_or_equal',
  { inputs: [a, b, ma, mb], outputs: [y] }: Node,
  graph: GraphView,
): EltwiseLayer {
  return { kind: 'eltwise', fn, a, b, y, ma: scalar(graph, ma), mb: scalar(graph, mb), low: 0, high: 1 };
}

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
