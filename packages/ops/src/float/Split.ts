import { type OpDef, defineOp } from '@openbpu/ir';
import { type Shape, float32, multiplierOf, normalizeAxis, stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { HzRequantize } from '../integer/HzRequantize';
import { attrsOf, dtypeAttrs } from '../support/attrs';
import { copyStrided } from '../support/copy-strided';
import { inputAtScale } from '../support/input-at-scale';
import { moved } from '../support/movement';
import { oneInput } from '../support/expect-input';

const attrs = z.object({ axis: z.int(), sizes: z.array(z.int().min(0)).min(1) });

export type SplitAttrs = z.infer<typeof attrs>;

/** Any element type. As many outputs as `sizes`, which add up to the dimension at `axis`. */
export const Split: OpDef<SplitAttrs> = defineOp<SplitAttrs>({
  name: 'Split',
  summary: 'A tensor cut along an axis.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], a) {
    const from = oneInput(x, 'Split');
    return parts(from.shape, a).map(({ shape }) => moved(from, shape, from.layout));
  },
  eval([x], a) {
    const strides = stridesOf(x!.shape);
    return parts(x!.shape, a).map(({ shape, start, axis }) => copyStrided(x!, shape, start * strides[axis], strides));
  },
  integer: {
    sharesScale: () => true,
    quantise(site) {
      const outputs = site.node.outputs.map((_, i) => site.output(i));
      const { type: first, scale, dtype } = outputs[0];
      const quant = first.quant ? { quant: first.quant } : {};
      const types = outputs.map(({ type }) => ({ ...type, dtype, ...quant }));
      return site.emitMany(Split, [inputAtScale(site, 0, outputs[0])], site.node.attrs, types).map((id, i) => {
        if (outputs[i].scale === scale && outputs[i].dtype === dtype) return id;
        const multiplier = site.addConstant(
          `multiplier_out_${i}`,
          float32([], [multiplierOf(scale, 1, outputs[i].scale)]),
        );
        return site.emit(
          HzRequantize,
          [id, multiplier],
          dtypeAttrs(outputs[i].dtype),
          outputs[i].type,
          `requantise_out_${i}`,
        );
      });
    },
  },
});

function parts(from: Shape, a: SplitAttrs): { readonly shape: Shape; readonly start: number; readonly axis: number }[] {
  const axis = normalizeAxis(a.axis, from.length);
  const total = a.sizes.reduce((sum, size) => sum + size, 0);
  if (total !== from[axis])
    throw new RangeError(`parts of ${a.sizes.join(' + ')} do not make the ${from[axis]} of ${from.join('x')}`);
  let start = 0;
  return a.sizes.map((size) => {
    const part = { shape: from.with(axis, size), start, axis };
    start += size;
    return part;
  });
}
