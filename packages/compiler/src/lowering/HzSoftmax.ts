import { HzSoftmax } from '@openbpu/ops';
import { normalizeAxis } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

export const lowerHzSoftmax = defineLowering(HzSoftmax, ({ inputs: [x, table], outputs: [y], attrs }, graph) => [
  { kind: 'softmax', x, table, y, axis: normalizeAxis(attrs.axis, graph.value(x).type.shape.length) },
]);
