import { type OpDef, defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { oneInput } from '../support/expect-input';
import { quantiseMovement } from '../support/movement';

const attrs = z.object({});

/** Any element type, any shape. */
export const Identity: OpDef<z.infer<typeof attrs>> = defineOp({
  name: 'Identity',
  summary: 'The input, unchanged.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer: ([x]) => [oneInput(x, 'Identity')],
  eval: ([x]) => [x!],
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, Identity, {}),
  },
});
