import { HzSQuantizedAveragePool } from '@openbpu/ops';
import { defineLowering } from './define-lowering';

export const lowerHzSQuantizedAveragePool = defineLowering(
  HzSQuantizedAveragePool,
  ({ inputs: [x, multiplier], outputs: [y], attrs }) => {
    const { kernel, strides, dilations, pads, low, high } = attrs;
    return [{ kind: 'pool', fn: 'sum', x, y, multiplier, kernel, strides, dilations, pads, low, high }];
  },
);
