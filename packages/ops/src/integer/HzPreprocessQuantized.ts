import { defineOp } from '@openbpu/ir';
import { type TensorType, allocate, expectDType, makeTensor, rangeOf, requantize, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, dtypeAttr, resultType } from '../support/attrs';
import { convolve } from '../support/convolve';
import { expectConvOperands } from '../support/integer-conv';
import { POINTWISE, imageDims } from '../support/window';

const attrs = z.object(dtypeAttr);

export type HzPreprocessQuantizedAttrs = z.infer<typeof attrs>;

function inferPreprocess(
  [x, w, bias, multiplier]: readonly (TensorType | undefined)[],
  a: HzPreprocessQuantizedAttrs,
): TensorType {
  const cout = expectConvOperands(x, w, bias, multiplier, POINTWISE, 'int16');
  if (!multiplier) throw new TypeError('HzPreprocessQuantized has a multiplier: it is never a tail');
  const [n, , h, width] = imageDims(x, 'the input');
  return { dtype: resultType(a), shape: [n, cout, h, width], layout: x!.layout };
}

/**
 * Inputs: x int8 [n, cin, h, w], weight int16 [cout, cin, 1, 1] in −2¹³..2¹³, bias int32 [cout], multiplier float32
 * [cout]. Output int8, or int16 where `dtype` says so: `clamp(rne(fround(fround(acc)·M[c])))`.
 */
export const HzPreprocessQuantized = defineOp<HzPreprocessQuantizedAttrs>({
  name: 'HzPreprocessQuantized',
  summary: 'Integer form of HzPreprocess, with weights of 14 bits.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferPreprocess(inputs, a)],
  eval([x, w, bias, multiplier], a) {
    const { shape } = inferPreprocess(
      [x, w, bias, multiplier].map((t) => t && { ...t, layout: 'none' }),
      a,
    );
    const b = expectDType(bias!, 'int32').data;
    const m = expectDType(multiplier!, 'float32').data;
    const dtype = resultType(a);
    const [low, high] = rangeOf(dtype);
    const y = allocate(dtype, sizeOf(shape));
    convolve(
      expectDType(x!, 'int8'),
      expectDType(w!, 'int16'),
      POINTWISE,
      shape,
      (at, c, sum) => (y[at] = requantize(sum + b[c], m[c], low, high)),
    );
    return [makeTensor(dtype, shape, y)];
  },
  macs: ([x], [y]) => sizeOf(y.shape) * x!.shape[1],
});
