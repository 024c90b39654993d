import type { MoveLayer } from '@openbpu/machine';
import { Concat, Expand, HzPad, Identity, Slice, Split, Tile } from '@openbpu/ops';
import { broadcastStrides, normalizeAxis, stridesOf } from '@openbpu/tensor';
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

export const lowerIdentity = defineLowering(Identity, ({ inputs: [x], outputs: [y] }, graph) => {
  const size = graph.value(x).type.shape;
  const strides = stridesOf(size);
  return [{ kind: 'move', x, y, size, xOffset: 0, xStrides: strides, yOffset: 0, yStrides: strides }];
});

/** Fills the output, then moves what is left of the input to its place; negative pads cut. */
export const lowerHzPad = defineLowering(HzPad, ({ inputs: [x], outputs: [y], attrs: { pads, value } }, graph) => {
  const from = graph.value(x).type.shape;
  const to = graph.value(y).type.shape;
  const [xStrides, yStrides] = [stridesOf(from), stridesOf(to)];
  const first = from.map((_, i) => Math.max(0, -pads[i]));
  const at = from.map((_, i) => Math.max(0, pads[i]));
  const size = from.map((dim, i) => Math.max(0, Math.min(dim - first[i], to[i] - at[i])));
  const flat = (index: readonly number[], strides: readonly number[]) =>
    index.reduce((sum, value, i) => sum + value * strides[i], 0);
  return [
    {
      kind: 'move',
      x,
      y,
      size,
      xOffset: flat(first, xStrides),
      xStrides,
      yOffset: flat(at, yStrides),
      yStrides,
      fill: value,
    },
  ];
});

/** One move that walks every repetition of a dimension, then the dimension. */
export const lowerTile = defineLowering(Tile, ({ inputs: [x], outputs: [y], attrs: { repeats } }, graph) => {
  const { shape } = graph.value(x).type;
  const [from, to] = [stridesOf(shape), stridesOf(graph.value(y).type.shape)];
  const twice = (own: (d: number) => number, repeated: (d: number) => number) =>
    shape.flatMap((_, d) => (repeats[d] === 1 ? [own(d)] : [repeated(d), own(d)]));
  return [
    {
      kind: 'move',
      x,
      y,
      size: twice(
        (d) => shape[d],
        (d) => repeats[d],
      ),
      xOffset: 0,
      xStrides: twice(
        (d) => from[d],
        () => 0,
      ),
      yOffset: 0,
      yStrides: twice(
        (d) => to[d],
        (d) => shape[d] * to[d],
      ),
    },
  ];
});
