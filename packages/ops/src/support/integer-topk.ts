import type { OpDef } from '@openbpu/ir';
import { defineOp } from '@openbpu/ir';
import { type Tensor, type TensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from './attrs';
import { expectQuantised, quantisedInput } from './quantised';
import { ranked, rankedShape } from './ranking';

const attrs = z.object({ axis: z.int(), k: z.int().min(1), largest: z.boolean().default(true) });

/** Along which axis, how many, and whether the largest or the smallest. */
export type IntegerTopKAttrs = z.infer<typeof attrs>;

/** One of the results of a TopK of int8 or int16: `type` and `pick` say which. */
export function defineIntegerTopK(
  name: string,
  summary: string,
  type: (x: TensorType, shape: readonly number[]) => TensorType,
  pick: (results: ReturnType<typeof ranked>) => Tensor,
): OpDef<IntegerTopKAttrs> {
  return defineOp<IntegerTopKAttrs>({
    name,
    summary,
    accuracy: 'exact',
    parseAttrs: attrsOf(attrs),
    infer([x], { axis, k }) {
      const from = quantisedInput(x, name);
      return [type(from, rankedShape(from, axis, k))];
    },
    eval: ([x], { axis, k, largest }) => [pick(ranked(expectQuantised(x!), axis, k, { largest }))],
  });
}
