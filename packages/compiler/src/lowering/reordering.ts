import type { Local, MoveLayer, Operand } from '@openbpu/machine';
import { DepthToSpace, Reshape, SpaceToDepth, Transpose } from '@openbpu/ops';
import { type DType, type Shape, sizeOf, stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

/** One move where both shapes can be walked together, else two, with the elements in a row between them. */
export const lowerReshape = defineLowering(Reshape, ({ inputs: [x], outputs: [y] }, graph) => {
  const { shape: from, dtype } = graph.value(x).type;
  return reshapeLayers(x, from, y, graph.value(y).type.shape, dtype);
});

/** The elements of `x`, in their order, in another shape. */
export function reshapeLayers(x: Operand, from: Shape, y: Operand, to: Shape, dtype: DType): MoveLayer[] {
  const size = commonRefinement(from, to);
  if (size) return [copy(x, y, size)];
  const row: Local = { name: 'row', dtype, shape: [sizeOf(from)] };
  return [copy(x, row, from), copy(row, y, to)];
}

function copy(x: Operand, y: Operand, size: Shape): MoveLayer {
  return { kind: 'move', x, y, size, xOffset: 0, xStrides: stridesOf(size), yOffset: 0, yStrides: stridesOf(size) };
}

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

/**
 * The coarsest shape of which both `a` and `b` are made by joining neighbouring dimensions; undefined when there is
 * none. Both hold the same number of elements, at least one.
 */
export function commonRefinement(a: Shape, b: Shape): number[] | undefined {
  const boundaries = (shape: Shape) => shape.map((_, i) => sizeOf(shape.slice(i)));
  const all = [...new Set([...boundaries(a), ...boundaries(b), 1])].sort((x, y) => y - x);
  const dims: number[] = [];
  for (let i = 0; i + 1 < all.length; i++) {
    if (all[i] % all[i + 1] !== 0) return undefined;
    dims.push(all[i] / all[i + 1]);
  }
  return dims;
}
