import { DepthToSpace } from '@openbpu/ops';
import { stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

/** Walks the output as [n, c/b², h, b, w, b]. */
export const lowerDepthToSpace = defineLowering(
  DepthToSpace,
  ({ inputs: [x], outputs: [y], attrs: { blocksize: b, mode } }, graph) => {
    const [n, c, h, w] = graph.value(x).type.shape;
    const rest = c / (b * b);
    const [ns, cs, hs, ws] = stridesOf(graph.value(x).type.shape);
    const [channel, row, column] = mode === 'DCR' ? [cs, b * rest * cs, rest * cs] : [b * b * cs, b * cs, cs];
    const size = [n, rest, h, b, w, b];
    return [
      {
        kind: 'move',
        x,
        y,
        size,
        xOffset: 0,
        xStrides: [ns, channel, hs, row, ws, column],
        yOffset: 0,
        yStrides: stridesOf(size),
      },
    ];
  },
);
