import { Transpose } from '@openbpu/ops';
import { stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

export const lowerTranspose = defineLowering(Transpose, ({ inputs: [x], outputs: [y], attrs: { perm } }, graph) => {
  const strides = stridesOf(graph.value(x).type.shape);
  const size = graph.value(y).type.shape;
  return [
    {
      kind: 'move',
      x,
      y,
      size,
      xOffset: 0,
      xStrides: perm.map((axis) => strides[axis]),
      yOffset: 0,
      yStrides: stridesOf(size),
    },
  ];
});
