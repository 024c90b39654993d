import type { AnyOp } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { type Tensor, float32, int8, makeTensor, sizeOf } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { integers, multipliers, pairs, shapes } from './arbitraries';
import type { Case } from './case';
import type { Example } from './one-op-graph';

const WIDTHS = fc.constantFrom('int8' as const, 'int16' as const);

/** Any mixture of int8 and int16 operands and results, of shapes that broadcast. */
const mixtures = fc
  .tuple(fc.record({ a: WIDTHS, b: WIDTHS, y: WIDTHS, constant: fc.boolean() }), pairs)
  .chain(([types, [left, right]]) =>
    fc
      .tuple(integers(types.a, left), integers(types.b, right))
      .map(([a, b]) => ({ ...types, operands: [a, b], fed: types.constant ? [0] : [0, 1] })),
  );

const resultOf = (y: 'int8' | 'int16') => (y === 'int16' ? { dtype: y } : {});

/** Choices and tests of two tensors, each with a multiplier, now and then the same. */
const scaledPairs = (op: AnyOp, clamped: boolean): Case => ({
  name: op.name,
  examples: fc
    .tuple(mixtures, multipliers([], [-9, 2]), multipliers([], [-9, 2]), fc.boolean())
    .map(([{ operands, fed, y }, ma, mb, even]): Example => ({
      op,
      inputs: [...operands, ma, even ? ma : mb],
      fed,
      attrs: clamped ? resultOf(y) : {},
    })),
});

/** Every other element 0. */
const sparse = (tensor: Tensor): Tensor => {
  const data = tensor.data.slice();
  for (let i = 0; i < data.length; i += 2) data[i] = 0;
  return { ...tensor, data };
};

const quotients: Case = {
  name: 'HzSElementwiseDiv',
  examples: fc
    .tuple(mixtures, multipliers([], [-3, 12]), fc.constantFrom('any', 'above', 'below', 'both'))
    .map(([{ operands, fed, y }, m, zeros]): Example => {
      const [a, b] = operands;
      return {
        op: ops.HzSElementwiseDiv,
        inputs: [/above|both/.test(zeros) ? sparse(a) : a, /below|both/.test(zeros) ? sparse(b) : b, m],
        fed,
        attrs: resultOf(y),
      };
    }),
};

/** 1 by a tensor, which runtimes would like to make one division with what follows. */
const reciprocals: Case = {
  name: 'HzSElementwiseDiv of 1',
  examples: fc.tuple(shapes(3), WIDTHS, multipliers([], [0, 12])).chain(([shape, dtype, m]) =>
    integers(dtype, shape).map((b): Example => ({
      op: ops.HzSElementwiseDiv,
      inputs: [int8([], [1]), b, m],
      fed: [1],
      attrs: { dtype: 'int16' },
    })),
  ),
};

const corrections: Case = {
  name: 'HzCorrected',
  examples: fc.tuple(shapes(4), fc.constantFrom(0, 1)).map(([shape, fed]): Example => ({
    op: ops.HzCorrected,
    inputs: [2, 3].map((value) => float32(shape, new Float32Array(sizeOf(shape)).fill(value))),
    fed: [fed],
    attrs: {},
  })),
};

const masks: Case = {
  name: 'HzMask',
  examples: shapes(4).chain((shape) =>
    fc.array(fc.constantFrom(0, 1), { minLength: sizeOf(shape), maxLength: sizeOf(shape) }).map((values): Example => ({
      op: ops.HzMask,
      inputs: [makeTensor('bool', shape, Uint8Array.from(values))],
      fed: [0],
      attrs: {},
    })),
  ),
};

const unmasks: Case = {
  name: 'HzUnmask',
  examples: shapes(4).chain((shape) =>
    integers('int8', shape).map((x): Example => ({ op: ops.HzUnmask, inputs: [x], fed: [0], attrs: {} })),
  ),
};

/** Ops of two integer tensors in every mixture of types, and masks at the border. */
export const pairCases: readonly Case[] = [
  scaledPairs(ops.HzSElementwiseMax, true),
  scaledPairs(ops.HzSElementwiseMin, true),
  scaledPairs(ops.HzSElementwiseEqual, false),
  scaledPairs(ops.HzSElementwiseGreater, false),
  scaledPairs(ops.HzSElementwiseGreaterOrEqual, false),
  quotients,
  reciprocals,
  corrections,
  masks,
  unmasks,
];
