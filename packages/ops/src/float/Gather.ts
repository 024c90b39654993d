import { type OpDef, defineOp } from '@openbpu/ir';
import { normalizeAxis, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { oneInput } from '../support/expect-input';
import { chosen, expectIndices, indicesInto, taken } from '../support/gathered';
import { moved } from '../support/movement';

const attrs = z.object({ axis: z.int().default(0) });

export type GatherAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x of any type, indices int32 or int64 of any shape, negative ones from the end. Dimension `axis` of x gives
 * way to the dimensions of the indices: `y[…, i…, …] = x[…, indices[i…], …]`.
 */
export const Gather: OpDef<GatherAttrs> = defineOp<GatherAttrs>({
  name: 'Gather',
  summary: 'Slices along an axis, chosen by indices.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x, indices], { axis }) {
    const from = oneInput(x, 'Gather');
    const { shape } = expectIndices(indices, 'Gather');
    if (from.shape.length === 0) throw new RangeError('Gather takes no scalar');
    const at = normalizeAxis(axis, from.shape.length);
    const to = [...from.shape.slice(0, at), ...shape, ...from.shape.slice(at + 1)];
    return [moved(from, to, to.length === from.shape.length ? from.layout : 'none')];
  },
  eval([x, indices], { axis }) {
    const at = normalizeAxis(axis, x!.shape.length);
    const list = indicesInto(indices!, x!.shape[at]);
    const inner = sizeOf(x!.shape.slice(at + 1));
    const shape = [...x!.shape.slice(0, at), ...indices!.shape, ...x!.shape.slice(at + 1)];
    return [
      taken(x!, shape, (i) => {
        const row = Math.floor(i / inner);
        const outer = Math.floor(row / list.length);
        return (outer * x!.shape[at] + list[row % list.length]) * inner + (i % inner);
      }),
    ];
  },
  integer: {
    sharesScale: () => true,
    constantInputs: [1],
    quantise: (site) => [site.emit(Gather, chosen(site), site.node.attrs, site.output(0).type)],
  },
});
