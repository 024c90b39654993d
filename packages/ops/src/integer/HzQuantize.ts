import { defineOp } from '@openbpu/ir';
import { expectDType } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, dtypeAttr, resultType } from '../support/attrs';
import { EDGE_FORMS } from '../support/edge-forms';
import { expectScalar } from '../support/expect-input';
import { quantised } from '../support/quantised';

const attrs = z.object(dtypeAttr);

export type HzQuantizeAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x float32, scale float32 scalar. Output int8, or int16 where `dtype` says so: `clamp(rne(fround(x /
 * scale)))`; NaN gives 0.
 */
export const HzQuantize = defineOp<HzQuantizeAttrs>({
  name: 'HzQuantize',
  summary: 'Reals to integers at one scale.',
  accuracy: 'exact',
  edge: () => EDGE_FORMS.Quantize,
  parseAttrs: attrsOf(attrs),
  infer([x, scale], a) {
    if (x?.dtype !== 'float32') throw new TypeError(`HzQuantize takes a float32 tensor, not ${x?.dtype ?? 'nothing'}`);
    expectScalar(scale, 'the scale');
    return [{ dtype: resultType(a), shape: x.shape, layout: x.layout }];
  },
  eval: ([x, scale], a) => [quantised(x!, expectDType(scale!, 'float32').data[0], resultType(a))],
});
