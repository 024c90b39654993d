import { Concat } from '@openbpu/ops';
import { normalizeAxis, stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

/** One move per input. */
export const lowerConcat = defineLowering(Concat, ({ inputs, outputs: [y], attrs }, graph) => {
  const { shape } = graph.value(y).type;
  const axis = normalizeAxis(attrs.axis, shape.length);
  const yStrides = stridesOf(shape);
  let start = 0;
  return inputs.map((x) => {
    const size = graph.value(x).type.shape;
    const yOffset = start * yStrides[axis];
    start += size[axis];
    return { kind: 'move', x, y, size, xOffset: 0, xStrides: stridesOf(size), yOffset, yStrides };
  });
});
