import type { MoveLayer } from '@openbpu/machine';
import { Slice } from '@openbpu/ops';
import { normalizeAxis, stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

/** One move; along an axis that is walked backwards, one per index. */
export const lowerSlice = defineLowering(Slice, ({ inputs: [x], outputs: [y], attrs }, graph) => {
  const from = graph.value(x).type.shape;
  const size = graph.value(y).type.shape;
  const xStrides = stridesOf(from);
  const yStrides = stridesOf(size);
  const starts = from.map(() => 0);
  const steps = from.map(() => 1);
  attrs.axes.forEach((axis, i) => {
    const at = normalizeAxis(axis, from.length);
    const start = attrs.starts[i] < 0 ? attrs.starts[i] + from[at] : attrs.starts[i];
    starts[at] = Math.min(Math.max(start, 0), from[at] - 1);
    steps[at] = attrs.steps[i];
  });
  let moves: MoveLayer[] = [
    {
      kind: 'move',
      x,
      y,
      size,
      xOffset: starts.reduce((sum, start, d) => sum + start * xStrides[d], 0),
      xStrides: xStrides.map((stride, d) => stride * steps[d]),
      yOffset: 0,
      yStrides,
    },
  ];
  steps.forEach((step, d) => {
    if (step > 0) return;
    moves = moves.flatMap((move) =>
      Array.from({ length: size[d] }, (_, i) => ({
        ...move,
        size: move.size.with(d, 1),
        xOffset: move.xOffset + i * step * xStrides[d],
        xStrides: move.xStrides.with(d, 0),
        yOffset: move.yOffset + i * yStrides[d],
      })),
    );
  });
  return moves;
});
