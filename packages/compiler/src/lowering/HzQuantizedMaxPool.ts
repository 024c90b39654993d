import { HzQuantizedMaxPool } from '@openbpu/ops';
import { defineLowering } from './define-lowering';

export const lowerHzQuantizedMaxPool = defineLowering(HzQuantizedMaxPool, ({ inputs: [x], outputs: [y], attrs }) => {
  const { kernel, strides, dilations, pads } = attrs;
  return [{ kind: 'pool', fn: 'max', x, y, kernel, strides, dilations, pads, low: -128, high: 127 }];
});
