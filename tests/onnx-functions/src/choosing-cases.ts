import * as ops from '@openbpu/ops';
import type { AnyOp } from '@openbpu/ir';
import { type QuantDType, int64, sizeOf } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { integers, reals, shapes } from './arbitraries';
import type { Case } from './case';
import type { Example } from './one-op-graph';

const BOTH = ['int8', 'int16'] as const;

/** A shape and one of its axes, now and then counted from the end. */
const placed = fc.tuple(shapes(4, 1), fc.nat(3), fc.boolean()).map(([shape, at, negative]) => {
  const axis = at % shape.length;
  return { shape, axis, named: negative ? axis - shape.length : axis };
});

const extremes = (op: AnyOp, dtype: QuantDType | 'float32'): Case => ({
  name: `${op.name} of ${dtype}`,
  examples: fc.tuple(placed, fc.boolean(), fc.boolean()).chain(([{ shape, named }, keepdims, selectLast]) =>
    (dtype === 'float32' ? finite(shape) : integers(dtype, shape)).map((x): Example => ({
      op,
      inputs: [x],
      fed: [0],
      attrs: { axis: named, keepdims, selectLast },
    })),
  ),
});

/** Reals that rank alike everywhere: no NaN. */
const finite = (shape: readonly number[]) =>
  reals(shape).map((x) => ({ ...x, data: x.data.map((value) => (Number.isNaN(value) ? 7 : value)) }));

const rankings = (op: AnyOp, dtype: QuantDType | 'float32'): Case => ({
  name: `${op.name} of ${dtype}`,
  examples: fc.tuple(placed, fc.nat(9), fc.boolean()).chain(([{ shape, axis, named }, count, largest]) =>
    (dtype === 'float32' ? finite(shape) : integers(dtype, shape)).map((x): Example => ({
      op,
      inputs: [x],
      fed: [0],
      attrs: { axis: named, k: 1 + (count % shape[axis]), largest },
    })),
  ),
});

const indices = (shape: readonly number[], size: number) =>
  fc
    .array(fc.integer({ min: -size, max: size - 1 }), { minLength: sizeOf(shape), maxLength: sizeOf(shape) })
    .map((list) => int64(shape, list));

const gathers = (dtype: QuantDType): Case => ({
  name: `Gather of ${dtype}`,
  examples: fc
    .tuple(placed, shapes(2))
    .chain(([{ shape, axis, named }, chosen]) =>
      fc
        .tuple(integers(dtype, shape), indices(chosen, shape[axis]))
        .map(([x, list]): Example => ({ op: ops.Gather, inputs: [x, list], fed: [0], attrs: { axis: named } })),
    ),
});

const elements = (dtype: QuantDType): Case => ({
  name: `GatherElements of ${dtype}`,
  examples: fc
    .tuple(placed, fc.nat(5))
    .chain(([{ shape, axis, named }, more]) =>
      fc
        .tuple(integers(dtype, shape), indices(shape.with(axis, 1 + more), shape[axis]))
        .map(([x, list]): Example => ({ op: ops.GatherElements, inputs: [x, list], fed: [0], attrs: { axis: named } })),
    ),
});

const tiles = (dtype: QuantDType): Case => ({
  name: `Tile of ${dtype}`,
  examples: fc.tuple(shapes(4, 1), fc.nat()).chain(([shape, seed]) =>
    integers(dtype, shape).map((x): Example => ({
      op: ops.Tile,
      inputs: [x],
      fed: [0],
      attrs: { repeats: shape.map((_, d) => 1 + (((seed >> (2 * d)) & 3) % 3)) },
    })),
  ),
});

const reductions = (op: AnyOp, dtype: QuantDType | 'float32'): Case => ({
  name: `${op.name} of ${dtype}`,
  examples: fc.tuple(shapes(4, 1), fc.nat(), fc.boolean()).chain(([shape, mask, keepdims]) => {
    const axes = [...shape.keys()].filter((d) => (mask >> d) & 1);
    return (dtype === 'float32' ? finite(shape) : integers(dtype, shape)).map((x): Example => ({
      op,
      inputs: [x],
      fed: [0],
      attrs: { axes: axes.length > 0 ? axes : [-1], keepdims },
    }));
  }),
});

/** What ranks and chooses elements, of floats where there is such an operator, and of integers. */
export const choosingCases: readonly Case[] = [
  ...BOTH.flatMap((dtype) => [
    extremes(ops.HzArgMax, dtype),
    extremes(ops.HzArgMin, dtype),
    rankings(ops.HzTopKValues, dtype),
    rankings(ops.HzTopKPlaces, dtype),
    gathers(dtype),
    elements(dtype),
    tiles(dtype),
    reductions(ops.ReduceMax, dtype),
  ]),
  extremes(ops.ArgMax, 'float32'),
  extremes(ops.ArgMin, 'float32'),
  rankings(ops.TopK, 'float32'),
  reductions(ops.ReduceMax, 'float32'),
  {
    name: 'HzIndices',
    examples: shapes(3).chain((shape) =>
      integers('int32', shape).map((x): Example => ({ op: ops.HzIndices, inputs: [x], fed: [0], attrs: {} })),
    ),
  },
];
