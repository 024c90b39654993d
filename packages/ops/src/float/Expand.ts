import { type OpDef, defineOp } from '@openbpu/ir';
import { broadcastShapes, broadcastStrides } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { copyStrided } from '../support/copy-strided';
import { moved, quantiseMovement } from '../support/movement';
import { oneInput } from '../support/expect-input';

const attrs = z.object({ shape: z.array(z.int().min(0)) });

export type ExpandAttrs = z.infer<typeof attrs>;

/** Any element type. The result has the shape that the input and `shape` broadcast to. */
export const Expand: OpDef<ExpandAttrs> = defineOp<ExpandAttrs>({
  name: 'Expand',
  summary: 'The input repeated to a larger shape.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], a) {
    const from = oneInput(x, 'Expand');
    const shape = broadcastShapes(from.shape, a.shape);
    return [moved(from, shape, shape.length === from.shape.length ? from.layout : 'none')];
  },
  eval([x], a) {
    const shape = broadcastShapes(x!.shape, a.shape);
    return [copyStrided(x!, shape, 0, broadcastStrides(x!.shape, shape))];
  },
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, Expand, site.node.attrs),
  },
});
