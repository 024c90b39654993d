import * as ops from '@openbpu/ops';
import type { AnyOp, RawAttrs } from '@openbpu/ir';
import type { QuantDType, Shape } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { integers, shapes } from './arbitraries';
import type { Case } from './case';
import type { Example } from './one-op-graph';

/** Data movement keeps its standard form on integers of every type. */
const TYPES: readonly QuantDType[] = ['int8', 'int16', 'int32'];

const one = (op: AnyOp, dtype: QuantDType, shapeAndAttrs: fc.Arbitrary<{ shape: Shape; attrs: RawAttrs }>): Case => ({
  name: `${op.name} of ${dtype}`,
  examples: shapeAndAttrs.chain(({ shape, attrs }) =>
    integers(dtype, shape).map((x): Example => ({ op, inputs: [x], fed: [0], attrs })),
  ),
});

const concat = (dtype: QuantDType): Case => ({
  name: `Concat of ${dtype}`,
  examples: fc
    .tuple(shapes(4, 1), fc.nat(3), fc.integer({ min: 1, max: 4 }), fc.boolean())
    .chain(([shape, at, count, negative]) => {
      const axis = at % shape.length;
      return fc
        .tuple(...Array.from({ length: count }, (_, i) => integers(dtype, shape.with(axis, i + 1))))
        .map((inputs): Example => ({
          op: ops.Concat,
          inputs,
          fed: inputs.map((_, i) => i),
          attrs: { axis: negative ? axis - shape.length : axis },
        }));
    }),
});

const split = fc
  .tuple(shapes(4, 1), fc.nat(3), fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }))
  .map(([shape, at, sizes]) => {
    const axis = at % shape.length;
    return {
      shape: shape.with(
        axis,
        sizes.reduce((sum, size) => sum + size, 0),
      ),
      attrs: { axis, sizes },
    };
  });

const slice = fc
  .tuple(
    shapes(4, 1),
    fc.nat(3),
    fc.integer({ min: -7, max: 7 }),
    fc.integer({ min: -7, max: 7 }),
    fc.constantFrom(1, 2, 3, -1, -2),
  )
  .map(([shape, at, start, end, step]) => ({
    shape,
    attrs: {
      starts: [start],
      ends: [end === 7 ? Number.MAX_SAFE_INTEGER : end],
      axes: [at % shape.length],
      steps: [step],
    },
  }));

const transpose = shapes(4, 1).chain((shape) =>
  fc
    .shuffledSubarray(
      shape.map((_, i) => i),
      { minLength: shape.length },
    )
    .map((perm) => ({ shape, attrs: { perm } })),
);

const blocks = (attrs: RawAttrs, depth: boolean) =>
  fc.tuple(fc.integer({ min: 1, max: 3 }), shapes(4, 4)).map(([b, [n, c, h, w]]) => ({
    shape: depth ? [n, c * b * b, h, w] : [n, c, h * b, w * b],
    attrs: { ...attrs, blocksize: b },
  }));

export const movementCases: readonly Case[] = TYPES.flatMap((dtype) => [
  concat(dtype),
  one(ops.Split, dtype, split),
  one(ops.Slice, dtype, slice),
  one(ops.Transpose, dtype, transpose),
  one(
    ops.Reshape,
    dtype,
    shapes(4).map((shape) => ({ shape, attrs: { shape: [-1, 1] } })),
  ),
  one(
    ops.Reshape,
    dtype,
    shapes(4, 2).map((shape) => ({ shape, attrs: { shape: [0, -1] } })),
  ),
  one(
    ops.Expand,
    dtype,
    shapes(3).map((shape) => ({ shape: shape.map((dim, i) => (i % 2 ? dim : 1)), attrs: { shape: [2, ...shape] } })),
  ),
  one(
    ops.Identity,
    dtype,
    shapes(4).map((shape) => ({ shape, attrs: {} })),
  ),
  one(ops.DepthToSpace, dtype, blocks({ mode: 'DCR' }, true)),
  one(ops.DepthToSpace, dtype, blocks({ mode: 'CRD' }, true)),
  one(ops.SpaceToDepth, dtype, blocks({}, false)),
]);
