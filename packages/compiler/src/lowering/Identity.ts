import { Identity } from '@openbpu/ops';
import { stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

export const lowerIdentity = defineLowering(Identity, ({ inputs: [x], outputs: [y] }, graph) => {
  const size = graph.value(x).type.shape;
  const strides = stridesOf(size);
  return [{ kind: 'move', x, y, size, xOffset: 0, xStrides: strides, yOffset: 0, yStrides: strides }];
});
