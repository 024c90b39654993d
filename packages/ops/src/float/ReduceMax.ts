import { type OpDef, defineOp } from '@openbpu/ir';
import { type DType, type Tensor, type TensorType, allocate, makeTensor, sizeOf, stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, reduceAttrs } from '../support/attrs';
import { moved, quantiseMovement } from '../support/movement';
import { reduceShape } from '../support/reduce';

const attrs = z.object(reduceAttrs);

export type ReduceMaxAttrs = z.infer<typeof attrs>;

const TYPES: readonly DType[] = ['float32', 'int8', 'int16', 'int32'];

function inferMax(x: TensorType | undefined, a: ReduceMaxAttrs): TensorType {
  if (!x || !TYPES.includes(x.dtype)) throw new TypeError(`ReduceMax takes no ${x?.dtype ?? 'absent'} tensor`);
  const { shape, count } = reduceShape(x.shape, a);
  if (count === 0) throw new RangeError('ReduceMax over nothing has no result');
  return moved(x, shape, shape.length === 4 ? x.layout : 'none');
}

/** Input: x of any rank, float32 or integers. The largest element over `axes`, which stay as 1 with `keepdims`. */
export const ReduceMax: OpDef<ReduceMaxAttrs> = defineOp<ReduceMaxAttrs>({
  name: 'ReduceMax',
  summary: 'The largest element over axes.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferMax(x, a)],
  eval: ([x], a) => [largest(x!, a)],
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, ReduceMax, site.node.attrs),
  },
});

/** NaN wins over everything. */
function largest(x: Tensor, a: ReduceMaxAttrs): Tensor {
  const kept = reduceShape(x.shape, { ...a, keepdims: true }).shape;
  const data = allocate(x.dtype, sizeOf(kept));
  const first = new Uint8Array(data.length).fill(1);
  const from = stridesOf(x.shape);
  const to = stridesOf(kept);
  for (let i = 0; i < x.data.length; i++) {
    let at = 0;
    for (let axis = 0; axis < kept.length; axis++)
      if (kept[axis] !== 1) at += (Math.floor(i / from[axis]) % x.shape[axis]) * to[axis];
    const value = Number(x.data[i]);
    if (first[at] === 1 || value > Number(data[at]) || Number.isNaN(value)) data[at] = value;
    first[at] = 0;
  }
  return makeTensor(x.dtype, reduceShape(x.shape, a).shape, data);
}
