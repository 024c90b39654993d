import type { LayerKind, LayerOp, Layers, Local, LutLayer, Operand } from '@openbpu/machine';
import { type Access, type Work, stridesInMemory } from '../buffer';
import { selectConv } from './select-conv';
import { selectGather, selectTopK } from './select-lines';
import { selectMatMul } from './select-matmul';
import { selectMove } from './select-move';
import type { Selector } from './selector';

/** How layers of one kind become instructions. */
interface LayerRule<K extends LayerKind> {
  /** The operands that are images, whatever the graph calls them. */
  images?(layer: Layers[K]): readonly Operand[];
  /** What a layer reads and writes. */
  operands(layer: Layers[K]): readonly (Operand | undefined)[];
  /** The instructions of a layer, whole tensors at a time. */
  select(layer: Layers[K], to: Selector): readonly Work[];
}

const RULES: { readonly [K in LayerKind]: LayerRule<K> } = {
  conv: {
    images: ({ x, y }) => [x, y],
    operands: ({ x, weights, bias, multiplier, y }) => [x, weights, bias, multiplier, y],
    select: (layer, to) => [selectConv(layer, to)],
  },
  matmul: {
    operands: ({ a, b, y }) => [a, b, y],
    select: (layer, to) => [selectMatMul(layer, to)],
  },
  topk: {
    operands: ({ x, y }) => [x, y],
    select: (layer, to) => [selectTopK(layer, to)],
  },
  gather: {
    operands: ({ x, places, y }) => [x, places, y],
    select: (layer, to) => [selectGather(layer, to)],
  },
  sample: {
    images: ({ x, y }) => [x, y],
    operands: ({ x, grid, rows, columns, y }) => [x, grid, rows, columns, y],
    select({ kind, x, grid, rows, columns, y, multiplier }, to) {
      const [image, placed] = [to.image(x), to.tensor(grid)];
      const pairs = to.access(placed, 0, placed.shape, stridesInMemory(placed));
      const tables = { rows: to.arranged(rows), columns: to.arranged(columns) };
      return [{ kind, x: image, grid: pairs, ...tables, y: to.image(y), multiplier }];
    },
  },
  move: {
    operands: ({ x, y }) => [x, y],
    select: selectMove,
  },
  eltwise: {
    operands: ({ a, b, y }) => [a, b, y],
    select({ kind, fn, a, b, y, ma, mb, low, high }, to) {
      const like = to.tensor(y);
      return [{ kind, fn, a: to.broadcast(a, like), b: to.broadcast(b, like), y: to.whole(y), ma, mb, low, high }];
    },
  },
  pool: {
    images: ({ x, y }) => [x, y],
    operands: ({ x, multiplier, y }) => [x, multiplier, y],
    select({ x, multiplier, ...layer }, to) {
      const y = to.image(layer.y);
      return [
        {
          ...layer,
          x: to.image(x),
          y,
          ...(multiplier === undefined ? {} : { multiplier: perPosition(multiplier, y.shape, to) }),
        },
      ];
    },
  },
  lut: {
    operands: ({ x, table, y }) => [x, table, y],
    select: (layer, to) => [selectLut(layer, to)],
  },
  prelu: {
    operands: ({ x, negative, y }) => [x, negative, y],
    select({ kind, x, negative, y, multiplier }, to) {
      const like = to.tensor(y);
      const slopes = to.arranged(negative);
      const channels = like.layout === 'NHWC' ? 3 : 1;
      const whole = to.whole(y);
      const strides = whole.shape.map((_, i) => (slopes.shape[0] > 1 && i === channels ? 1 : 0));
      const spread = { ...slopes, shape: whole.shape, strides };
      return [{ kind, x: to.broadcast(x, like), negative: spread, y: whole, multiplier }];
    },
  },
  requant: {
    operands: ({ x, y }) => [x, y],
    select: ({ kind, x, y, multiplier, low, high }, to) => [
      { kind, x: to.broadcast(x, to.tensor(y)), y: to.whole(y), multiplier, low, high },
    ],
  },
  quantize: {
    operands: ({ x, y }) => [x, y],
    select: ({ kind, x, y, scale }, to) => [{ kind, x: to.broadcast(x, to.tensor(y)), y: to.whole(y), scale }],
  },
  softmax: {
    operands: ({ x, table, y }) => [x, table, y],
    select({ kind, x, table, y, axis }, to) {
      const like = to.tensor(y);
      const at = like.layout === 'NHWC' ? [0, 3, 1, 2][axis] : axis;
      return [
        { kind, x: withLast([at], to.broadcast(x, like)), table: to.arranged(table), y: withLast([at], to.whole(y)) },
      ];
    },
  },
  normalise: {
    operands: ({ x, factor, offset, y }) => [x, factor, offset, y],
    select({ axes, x, factor, offset, y, ...layer }, to) {
      const like = to.tensor(y);
      const inMemory = axes.map((axis) => (like.layout === 'NHWC' ? [0, 3, 1, 2][axis] : axis));
      const last = (access: Access) => withLast(inMemory, access);
      return [
        {
          ...layer,
          x: last(to.broadcast(x, like)),
          factor: last(to.broadcast(factor, like)),
          offset: last(to.broadcast(offset, like)),
          y: last(to.whole(y)),
          reduced: axes.length,
        },
      ];
    },
  },
  resize: {
    images: ({ x, y }) => [x, y],
    operands: ({ x, rows, columns, y }) => [x, rows, columns, y],
    select: ({ kind, fn, x, y, rows, columns, multiplier }, to) => [
      {
        kind,
        fn,
        x: to.image(x),
        y: to.image(y),
        rows: to.arranged(rows),
        columns: to.arranged(columns),
        multiplier,
      },
    ],
  },
};

function ruleOf(kind: LayerKind): LayerRule<LayerKind> {
  return RULES[kind];
}

/** The instructions of one layer, whole tensors at a time. */
export function selectLayer(layer: LayerOp, to: Selector): readonly Work[] {
  return ruleOf(layer.kind).select(layer, to);
}

/** The operands a layer reads and writes as images. */
export function imagesOf(layer: LayerOp): readonly Operand[] {
  return ruleOf(layer.kind).images?.(layer) ?? [];
}

/** The locals a layer computes or reads from memory; constants are arranged where they are used. */
export function localsOf(layer: LayerOp): readonly Local[] {
  return ruleOf(layer.kind)
    .operands(layer)
    .filter((operand) => typeof operand === 'object')
    .filter(({ data }) => data === undefined);
}

/**
 * A `lut`. Where the table has a row for each channel, the tensors are seen with their channels last, wherever these
 * lie in memory; a single row is the table of a whole tensor.
 */
function selectLut({ kind, x, table, y }: LutLayer, to: Selector): Work {
  const placed = to.tensor(y);
  const [from, into] = [to.broadcast(x, placed), to.whole(y)];
  const { shape } = to.elements(table);
  if (shape.length === 1) return { kind, x: from, table: to.arranged(table), y: into };
  if (shape[0] === 1) return { kind, x: from, table: to.arranged(table, undefined, [shape[1]]), y: into };
  const channels = placed.layout === 'NHWC' ? 3 : 1;
  return { kind, x: withLast([channels], from), table: to.arranged(table), y: withLast([channels], into) };
}

/** The same elements, some dimensions behind the others, each of both in its order. */
function withLast(behind: readonly number[], { shape, strides, ...access }: Access): Access {
  const moved = (list: readonly number[]) => [
    ...list.filter((_, d) => !behind.includes(d)),
    ...list.filter((_, d) => behind.includes(d)),
  ];
  return { ...access, shape: moved(shape), strides: moved(strides) };
}

/** A scalar stands for every output position. */
function perPosition(multiplier: Operand, [, oh, ow]: readonly number[], to: Selector): Access {
  const access = to.arranged(multiplier);
  return access.shape.length === 2 ? access : { ...access, shape: [oh, ow], strides: [0, 0] };
}
