import { type OpDef, defineOp } from '@openbpu/ir';
import { type Shape, reshapeTensor, sameShape, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { EDGE_FORMS } from '../support/edge-forms';
import { moved, quantiseMovement } from '../support/movement';
import { oneInput } from '../support/expect-input';

const attrs = z.object({
  shape: z
    .array(z.int().min(-1))
    .refine((shape) => shape.filter((dim) => dim === -1).length <= 1, 'only one dimension may be -1'),
});

export type ReshapeAttrs = z.infer<typeof attrs>;

/**
 * The shape `wanted` stands for: 0 keeps the input's dimension, one −1 takes what is left. Throws RangeError when the
 * sizes differ.
 */
export function reshaped(from: Shape, wanted: Shape): number[] {
  const shape = wanted.map((dim, i) => (dim === 0 ? (from[i] ?? 0) : dim));
  const rest = shape.indexOf(-1);
  if (rest >= 0) {
    const known = sizeOf(shape.filter((dim) => dim !== -1));
    shape[rest] = known === 0 ? 0 : sizeOf(from) / known;
  }
  if (sizeOf(shape) !== sizeOf(from) || !shape.every(Number.isInteger))
    throw new RangeError(`${from.join('x')} cannot be reshaped to ${wanted.join('x')}`);
  return shape;
}

/**
 * Any element type. `shape` as ONNX has it: 0 keeps a dimension, one −1 takes the rest. The layout stays while batch
 * and channels do.
 */
export const Reshape: OpDef<ReshapeAttrs> = defineOp<ReshapeAttrs>({
  name: 'Reshape',
  summary: 'The same elements under another shape.',
  accuracy: 'exact',
  onlyMoves: true,
  edge: () => EDGE_FORMS.Reshape,
  parseAttrs: attrsOf(attrs),
  infer([x], a) {
    const from = oneInput(x, 'Reshape');
    const shape = reshaped(from.shape, a.shape);
    const image = shape.length === 4 && sameShape(shape.slice(0, 2), from.shape.slice(0, 2));
    return [
      moved(from, shape, sameShape(shape, from.shape) || (image && from.layout === 'NCHW') ? from.layout : 'none'),
    ];
  },
  eval: ([x], a) => [reshapeTensor(x!, reshaped(x!.shape, a.shape))],
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, Reshape, site.node.attrs),
  },
});
