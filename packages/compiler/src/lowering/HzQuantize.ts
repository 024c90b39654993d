import { HzQuantize } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { scalar } from './scalar';

export const lowerHzQuantize = defineLowering(HzQuantize, ({ inputs: [x, scale], outputs: [y] }, graph) => [
  { kind: 'quantize', x, y, scale: scalar(graph, scale) },
]);
