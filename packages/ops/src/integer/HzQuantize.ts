import { defineOp } from '@openbpu/ir';
import { expectDType, makeTensor, quantize } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { EDGE_FORMS } from '../support/edge-forms';
import { expectScalar } from '../support/expect-input';

/** Inputs: x float32, scale float32 scalar. Output int8: `clamp(rne(fround(x / scale)), −128, 127)`; NaN gives 0. */
export const HzQuantize = defineOp({
  name: 'HzQuantize',
  summary: 'Reals to int8 at one scale.',
  accuracy: 'exact',
  edge: () => EDGE_FORMS.Quantize,
  parseAttrs: noAttrs,
  infer([x, scale]) {
    if (x?.dtype !== 'float32') throw new TypeError(`HzQuantize takes a float32 tensor, not ${x?.dtype ?? 'nothing'}`);
    expectScalar(scale, 'the scale');
    return [{ dtype: 'int8', shape: x.shape, layout: x.layout }];
  },
  eval([x, scale]) {
    const s = expectDType(scale!, 'float32').data[0];
    return [
      makeTensor(
        'int8',
        x!.shape,
        Int8Array.from(expectDType(x!, 'float32').data, (value) => quantize(value, s, -128, 127)),
      ),
    ];
  },
});
