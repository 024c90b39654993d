import { HzSQuantizedGlobalAveragePool } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { sumPlanes } from './whole-plane';

export const lowerHzSQuantizedGlobalAveragePool = defineLowering(
  HzSQuantizedGlobalAveragePool,
  ({ inputs: [x, multiplier], outputs: [y] }, graph) => {
    const { shape, dtype } = graph.value(x).type;
    return [sumPlanes(x, y, multiplier, shape[2], shape[3], dtype)];
  },
);
