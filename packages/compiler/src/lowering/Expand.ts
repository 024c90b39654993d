import { Expand } from '@openbpu/ops';
import { broadcastStrides, stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

export const lowerExpand = defineLowering(Expand, ({ inputs: [x], outputs: [y] }, graph) => {
  const size = graph.value(y).type.shape;
  return [
    {
      kind: 'move',
      x,
      y,
      size,
      xOffset: 0,
      xStrides: broadcastStrides(graph.value(x).type.shape, size),
      yOffset: 0,
      yStrides: stridesOf(size),
    },
  ];
});
