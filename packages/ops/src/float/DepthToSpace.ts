import { type OpDef, defineOp } from '@openbpu/ir';
import { reshapeTensor, stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { copyStrided } from '../support/copy-strided';
import { moved, quantiseMovement } from '../support/movement';
import { oneInput } from '../support/expect-input';
import { imageDims } from '../support/window';

const attrs = z.object({ blocksize: z.int().min(1), mode: z.enum(['DCR', 'CRD']).default('DCR') });

export type DepthToSpaceAttrs = z.infer<typeof attrs>;

/**
 * Any element type, [n, c, h, w] to [n, c/b², h·b, w·b]. `DCR` reads the channels as [b, b, c/b²], `CRD` as [c/b², b,
 * b].
 */
export const DepthToSpace: OpDef<DepthToSpaceAttrs> = defineOp<DepthToSpaceAttrs>({
  name: 'DepthToSpace',
  summary: 'Channels laid out as blocks of the plane.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], { blocksize: b }) {
    const from = oneInput(x, 'DepthToSpace');
    const [n, c, h, w] = imageDims(from, 'the input');
    if (c % (b * b) !== 0) throw new RangeError(`blocks of ${b}x${b} do not divide ${c} channels`);
    return [moved(from, [n, c / (b * b), h * b, w * b], from.layout)];
  },
  eval([x], { blocksize: b, mode }) {
    const [n, c, h, w] = x!.shape;
    const rest = c / (b * b);
    const [cs, bys, bxs] = mode === 'DCR' ? [h * w, b * rest * h * w, rest * h * w] : [b * b * h * w, b * h * w, h * w];
    const [ns, , hs, ws] = stridesOf(x!.shape);
    const y = copyStrided(x!, [n, rest, h, b, w, b], 0, [ns, cs, hs, bys, ws, bxs]);
    return [reshapeTensor(y, [n, rest, h * b, w * b])];
  },
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, DepthToSpace, site.node.attrs),
  },
});
