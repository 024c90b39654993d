import * as ops from '@openbpu/ops';
import * as fc from 'fast-check';
import { clamp, integers, multipliers, pairs } from './arbitraries';
import type { Case } from './case';
import type { Example } from './one-op-graph';

/** Stacks of matrices and vectors whose batches broadcast, the depth now and then long. */
const matrixProducts = (a: 'int8' | 'int16', b: 'int8' | 'int16', dtype: 'int8' | 'int16') =>
  fc
    .tuple(
      pairs,
      fc.tuple(fc.integer({ min: 1, max: 5 }), fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(300)), fc.nat(5)),
      fc.nat(3),
      dtype === 'int8' ? clamp : fc.constant({ dtype, low: -32768, high: 32767 }),
    )
    .chain(([[batch, other], [m, k, columns], how, attrs]) => {
      const left = how === 1 ? [k] : [...batch.slice(0, 2), m, k];
      const right = how === 2 ? [k] : [...other.slice(-2), k, columns + 1];
      const fits = batch.length <= 2 && how !== 3 ? [left, right] : [left.slice(-2), right.slice(-2)];
      return fc
        .tuple(
          integers(a, fits[0]),
          integers(b, fits[1]),
          multipliers([], a === b && a === 'int16' ? [-32, -12] : [-20, -2]),
        )
        .map(([x, z, multiplier]): Example => ({
          op: ops.HzSQuantizedMatMul,
          inputs: [x, z, multiplier],
          fed: [0, 1],
          attrs,
        }));
    });

/** Products of two computed matrices, every mixture of types. */
export const matrixCases: readonly Case[] = [
  { name: 'HzSQuantizedMatMul', examples: matrixProducts('int8', 'int8', 'int8') },
  { name: 'HzSQuantizedMatMul to int16', examples: matrixProducts('int8', 'int8', 'int16') },
  { name: 'HzSQuantizedMatMul of int16 by int8', examples: matrixProducts('int16', 'int8', 'int8') },
  { name: 'HzSQuantizedMatMul of int8 by int16', examples: matrixProducts('int8', 'int16', 'int16') },
  { name: 'HzSQuantizedMatMul of int16', examples: matrixProducts('int16', 'int16', 'int16') },
];
