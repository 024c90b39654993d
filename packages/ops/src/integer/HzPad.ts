import { defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { moved } from '../support/movement';
import { padTensor, paddedShape } from '../support/pad-tensor';

const attrs = z.object({
  /** All begins, then all ends; negative ones cut. */
  pads: z.array(z.int()),
  value: z.int().min(-128).max(127).default(0),
});

export type HzPadAttrs = z.infer<typeof attrs>;

/** Input and output: int8 at one scale. */
export const HzPad = defineOp<HzPadAttrs>({
  name: 'HzPad',
  summary: 'An integer tensor with a border of one integer.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], { pads }) {
    if (x?.dtype !== 'int8') throw new TypeError(`HzPad takes an int8 tensor, not ${x?.dtype ?? 'nothing'}`);
    return [moved(x, paddedShape(x.shape, pads, 'constant'), x.layout)];
  },
  eval: ([x], { pads, value }) => [padTensor(x!, pads, 'constant', value)],
});
