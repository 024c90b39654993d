import { defineOp } from '@openbpu/ir';
import { quantize, rangeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { HzPad } from '../integer/HzPad';
import { attrsOf, real } from '../support/attrs';
import { inputAtScale } from '../support/input-at-scale';
import { moved } from '../support/movement';
import { oneInput } from '../support/expect-input';
import { padTensor, paddedShape } from '../support/pad-tensor';

const attrs = z.object({
  /** All begins, then all ends; negative ones cut. */
  pads: z.array(z.int()),
  mode: z.enum(['constant', 'reflect', 'edge']).default('constant'),
  value: real.default(0),
});

export type PadAttrs = z.infer<typeof attrs>;

/** Any element type. Only the constant mode has an integer form; its value becomes `clamp(rne(value / s))`. */
export const Pad = defineOp<PadAttrs>({
  name: 'Pad',
  summary: 'A tensor with a border of a value, of its own edge or of its mirror image.',
  accuracy: 'exact',
  onlyMoves: true,
  realAttrs: ['value'],
  parseAttrs: attrsOf(attrs),
  infer([x], { pads, mode }) {
    const from = oneInput(x, 'Pad');
    return [moved(from, paddedShape(from.shape, pads, mode), from.layout)];
  },
  eval: ([x], { pads, mode, value }) => [padTensor(x!, pads, mode, value)],
  integer: {
    type: 'HzPad',
    sharesScale: () => true,
    quantise(site) {
      const { pads, mode, value } = site.node.attrs;
      if (mode !== 'constant') throw new TypeError(`Pad has no integer form in ${mode} mode`);
      const y = site.output(0);
      return [
        site.emit(
          HzPad,
          [inputAtScale(site, 0, y)],
          { pads, value: quantize(value, y.scale, ...rangeOf(y.dtype)) },
          y.type,
        ),
      ];
    },
  },
});
