import { HzGridSample, HzLut, HzQuantizedResizeUpsample, HzSNormalize, HzSoftmax } from '@openbpu/ops';
import { normalizeAxis } from '@openbpu/tensor';
import { defineLowering, scalar } from './define-lowering';

export const lowerHzLut = defineLowering(HzLut, ({ inputs: [x, table], outputs: [y] }) => [
  { kind: 'lut', x, table, y },
]);

export const lowerHzSoftmax = defineLowering(HzSoftmax, ({ inputs: [x, table], outputs: [y], attrs }, graph) => [
  { kind: 'softmax', x, table, y, axis: normalizeAxis(attrs.axis, graph.value(x).type.shape.length) },
]);

export const lowerHzQuantizedResizeUpsample = defineLowering(
  HzQuantizedResizeUpsample,
  ({ inputs: [x, rows, columns, multiplier], outputs: [y], attrs: { mode } }, graph) => [
    { kind: 'resize', fn: mode, x, y, rows, columns, multiplier: mode === 'linear' ? scalar(graph, multiplier) : 1 },
  ],
);

export const lowerHzGridSample = defineLowering(
  HzGridSample,
  ({ inputs: [x, grid, rows, columns, multiplier], outputs: [y] }, graph) => [
    { kind: 'sample', x, grid, rows, columns, y, multiplier: scalar(graph, multiplier) },
  ],
);

export const lowerHzSNormalize = defineLowering(
  HzSNormalize,
  ({ inputs: [x, factor, offset, epsilon], outputs: [y], attrs: { axes, norm, bound, low, high } }, graph) => [
    { kind: 'normalise', norm, bound, x, factor, offset, y, axes, epsilon: scalar(graph, epsilon), low, high },
  ],
);
