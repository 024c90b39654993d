import { type OpDef, defineOp } from '@openbpu/ir';
import { type Layout, type Shape, stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { copyStrided } from '../support/copy-strided';
import { EDGE_FORMS } from '../support/edge-forms';
import { moved, quantiseMovement } from '../support/movement';
import { oneInput } from '../support/expect-input';

const attrs = z.object({
  perm: z
    .array(z.int().min(0))
    .refine((perm) => [...perm].sort((a, b) => a - b).every((axis, i) => axis === i), 'every axis stands once'),
});

export type TransposeAttrs = z.infer<typeof attrs>;

/** Any element type. Dimension i of the output is dimension `perm[i]` of the input. */
export const Transpose: OpDef<TransposeAttrs> = defineOp<TransposeAttrs>({
  name: 'Transpose',
  summary: 'The dimensions in another order.',
  accuracy: 'exact',
  onlyMoves: true,
  edge: () => EDGE_FORMS.Transpose,
  parseAttrs: attrsOf(attrs),
  infer([x], { perm }) {
    const from = oneInput(x, 'Transpose');
    return [moved(from, permuted(from.shape, perm), layoutAfter(from.layout, perm))];
  },
  eval([x], { perm }) {
    const strides = stridesOf(x!.shape);
    return [
      copyStrided(
        x!,
        permuted(x!.shape, perm),
        0,
        perm.map((axis) => strides[axis]),
      ),
    ];
  },
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, Transpose, site.node.attrs),
  },
});

function permuted(shape: Shape, perm: readonly number[]): number[] {
  if (perm.length !== shape.length)
    throw new RangeError(`a permutation of ${perm.length} axes does not fit ${shape.length} dimensions`);
  return perm.map((axis) => shape[axis]);
}

function layoutAfter(layout: Layout, perm: readonly number[]): Layout {
  const letters = layout === 'none' ? undefined : perm.map((axis) => layout[axis]).join('');
  return letters === 'NCHW' || letters === 'NHWC' ? letters : 'none';
}
