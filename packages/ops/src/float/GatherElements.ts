import { type OpDef, defineOp } from '@openbpu/ir';
import { normalizeAxis, stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { oneInput } from '../support/expect-input';
import { chosen, expectIndices, indicesInto, taken } from '../support/gathered';
import { moved } from '../support/movement';

const attrs = z.object({ axis: z.int().default(0) });

export type GatherElementsAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x of any type, indices int32 or int64 of the same rank, no larger than x but along `axis`. Every element by
 * itself: `y[…, i, …] = x[…, indices[…, i, …], …]`.
 */
export const GatherElements: OpDef<GatherElementsAttrs> = defineOp<GatherElementsAttrs>({
  name: 'GatherElements',
  summary: 'Elements along an axis, each chosen by an index.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x, indices], { axis }) {
    const from = oneInput(x, 'GatherElements');
    const { shape } = expectIndices(indices, 'GatherElements');
    const at = normalizeAxis(axis, from.shape.length);
    if (shape.length !== from.shape.length || shape.some((dim, d) => d !== at && dim > from.shape[d]))
      throw new RangeError(`indices of ${shape.join('x')} do not fit into ${from.shape.join('x')}`);
    return [moved(from, shape, from.layout)];
  },
  eval([x, indices], { axis }) {
    const at = normalizeAxis(axis, x!.shape.length);
    const list = indicesInto(indices!, x!.shape[at]);
    const [own, from] = [stridesOf(indices!.shape), stridesOf(x!.shape)];
    return [
      taken(x!, indices!.shape, (i) =>
        own.reduce((sum, stride, d) => {
          const index = d === at ? list[i] : Math.floor(i / stride) % indices!.shape[d];
          return sum + index * from[d];
        }, 0),
      ),
    ];
  },
  integer: {
    sharesScale: () => true,
    constantInputs: [1],
    quantise: (site) => [site.emit(GatherElements, chosen(site), site.node.attrs, site.output(0).type)],
  },
});
