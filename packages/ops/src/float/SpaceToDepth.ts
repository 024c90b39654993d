import { type OpDef, defineOp } from '@openbpu/ir';
import { reshapeTensor, stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { copyStrided } from '../support/copy-strided';
import { moved, quantiseMovement } from '../support/movement';
import { oneInput } from '../support/expect-input';
import { imageDims } from '../support/window';

const attrs = z.object({ blocksize: z.int().min(1) });

export type SpaceToDepthAttrs = z.infer<typeof attrs>;

/** Any element type, [n, c, h, w] to [n, b²·c, h/b, w/b]; the channels become [b, b, c]. */
export const SpaceToDepth: OpDef<SpaceToDepthAttrs> = defineOp<SpaceToDepthAttrs>({
  name: 'SpaceToDepth',
  summary: 'Blocks of the plane laid out as channels.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], { blocksize: b }) {
    const from = oneInput(x, 'SpaceToDepth');
    const [n, c, h, w] = imageDims(from, 'the input');
    if (h % b !== 0 || w % b !== 0) throw new RangeError(`blocks of ${b}x${b} do not divide a plane of ${h}x${w}`);
    return [moved(from, [n, c * b * b, h / b, w / b], from.layout)];
  },
  eval([x], { blocksize: b }) {
    const [n, c, h, w] = x!.shape;
    const [ns, cs, hs, ws] = stridesOf(x!.shape);
    const y = copyStrided(x!, [n, b, b, c, h / b, w / b], 0, [ns, hs, ws, cs, hs * b, ws * b]);
    return [reshapeTensor(y, [n, c * b * b, h / b, w / b])];
  },
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, SpaceToDepth, site.node.attrs),
  },
});
