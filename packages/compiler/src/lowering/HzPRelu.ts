import { HzPRelu } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { scalar } from './scalar';

export const lowerHzPRelu = defineLowering(HzPRelu, ({ inputs: [x, multiplier, negative], outputs: [y] }, graph) => [
  { kind: 'prelu', x, multiplier: scalar(graph, multiplier), negative, y },
]);
