import { HzQuantizedResizeUpsample } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { scalar } from './scalar';

export const lowerHzQuantizedResizeUpsample = defineLowering(
  HzQuantizedResizeUpsample,
  ({ inputs: [x, rows, columns, multiplier], outputs: [y], attrs: { mode } }, graph) => [
    { kind: 'resize', fn: mode, x, y, rows, columns, multiplier: mode === 'linear' ? scalar(graph, multiplier) : 1 },
  ],
);
