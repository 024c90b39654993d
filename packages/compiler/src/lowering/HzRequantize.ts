import { HzRequantize } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { scalar } from './scalar';

export const lowerHzRequantize = defineLowering(
  HzRequantize,
  ({ inputs: [x, multiplier], outputs: [y], attrs: { low, high } }, graph) => [
    { kind: 'requant', x, y, multiplier: scalar(graph, multiplier), low, high },
  ],
);
