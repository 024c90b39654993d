import { SpaceToDepth } from '@openbpu/ops';
import { stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

/** Walks the output as [n, b, b, c, h/b, w/b]. */
export const lowerSpaceToDepth = defineLowering(
  SpaceToDepth,
  ({ inputs: [x], outputs: [y], attrs: { blocksize: b } }, graph) => {
    const [n, c, h, w] = graph.value(x).type.shape;
    const [ns, cs, hs, ws] = stridesOf(graph.value(x).type.shape);
    const size = [n, b, b, c, h / b, w / b];
    return [
      {
        kind: 'move',
        x,
        y,
        size,
        xOffset: 0,
        xStrides: [ns, hs, ws, cs, hs * b, ws * b],
        yOffset: 0,
        yStrides: stridesOf(size),
      },
    ];
  },
);
