import { defineOp } from '@openbpu/ir';
import { rangeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { moved } from '../support/movement';
import { padTensor, paddedShape } from '../support/pad-tensor';
import { quantisedInput } from '../support/quantised';

const attrs = z.object({
  /** All begins, then all ends; negative ones cut. */
  pads: z.array(z.int()),
  value: z.int().default(0),
});

export type HzPadAttrs = z.infer<typeof attrs>;

/** Input and output: int8 or int16 at one scale; `value` is of their type. */
export const HzPad = defineOp<HzPadAttrs>({
  name: 'HzPad',
  summary: 'An integer tensor with a border of one integer.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], { pads, value }) {
    const from = quantisedInput(x, 'HzPad');
    const [low, high] = rangeOf(from.dtype);
    if (value < low || value > high) throw new RangeError(`a border of ${value} is no ${from.dtype}`);
    return [moved(from, paddedShape(from.shape, pads, 'constant'), from.layout)];
  },
  eval: ([x], { pads, value }) => [padTensor(x!, pads, 'constant', value)],
});
