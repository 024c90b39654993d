import { Split } from '@openbpu/ops';
import { normalizeAxis, stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

/** One move per output. */
export const lowerSplit = defineLowering(Split, ({ inputs: [x], outputs, attrs }, graph) => {
  const { shape } = graph.value(x).type;
  const axis = normalizeAxis(attrs.axis, shape.length);
  const xStrides = stridesOf(shape);
  let start = 0;
  return outputs.map((y) => {
    const size = graph.value(y).type.shape;
    const xOffset = start * xStrides[axis];
    start += size[axis];
    return { kind: 'move', x, y, size, xOffset, xStrides, yOffset: 0, yStrides: stridesOf(size) };
  });
});
