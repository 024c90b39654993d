import { type OpDef, defineOp } from '@openbpu/ir';
import { stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { copyStrided } from '../support/copy-strided';
import { oneInput } from '../support/expect-input';
import { moved, quantiseMovement } from '../support/movement';

const attrs = z.object({ repeats: z.array(z.int().min(0)) });

export type TileAttrs = z.infer<typeof attrs>;

/** Any element type. Dimension d of the result is `repeats[d]` times that of the input, which is repeated along it. */
export const Tile: OpDef<TileAttrs> = defineOp<TileAttrs>({
  name: 'Tile',
  summary: 'The input several times along each dimension.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], { repeats }) {
    const from = oneInput(x, 'Tile');
    if (repeats.length !== from.shape.length)
      throw new RangeError(`${repeats.length} repeats do not belong to a tensor of rank ${from.shape.length}`);
    return [
      moved(
        from,
        from.shape.map((dim, d) => dim * repeats[d]),
        from.layout,
      ),
    ];
  },
  eval([x], { repeats }) {
    const strides = stridesOf(x!.shape);
    const parts = x!.shape.flatMap((dim, d) => [repeats[d], dim]);
    const copy = copyStrided(
      x!,
      parts,
      0,
      strides.flatMap((stride) => [0, stride]),
    );
    return [{ ...copy, shape: x!.shape.map((dim, d) => dim * repeats[d]) }];
  },
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, Tile, site.node.attrs),
  },
});
