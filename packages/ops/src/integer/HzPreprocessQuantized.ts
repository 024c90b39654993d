import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, requantize, sizeOf } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { convolve } from '../support/convolve';
import { expectConvOperands } from '../support/integer-conv';
import { POINTWISE, imageDims } from '../support/window';

function inferPreprocess([x, w, bias, multiplier]: readonly (TensorType | undefined)[]): TensorType {
  const cout = expectConvOperands(x, w, bias, multiplier, POINTWISE, 'int16');
  if (!multiplier) throw new TypeError('HzPreprocessQuantized has a multiplier: it is never a tail');
  const [n, , h, width] = imageDims(x, 'the input');
  return { dtype: 'int8', shape: [n, cout, h, width], layout: x!.layout };
}

/**
 * Inputs: x int8 [n, cin, h, w], weight int16 [cout, cin, 1, 1] in −2¹³..2¹³, bias int32 [cout], multiplier float32
 * [cout]. `clamp(rne(fround(fround(acc)·M[c])))`.
 */
export const HzPreprocessQuantized = defineOp({
  name: 'HzPreprocessQuantized',
  summary: 'Integer form of HzPreprocess, with weights of 14 bits.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferPreprocess(inputs)],
  eval([x, w, bias, multiplier]) {
    const { shape } = inferPreprocess([x, w, bias, multiplier].map((t) => t && { ...t, layout: 'none' }));
    const b = expectDType(bias!, 'int32').data;
    const m = expectDType(multiplier!, 'float32').data;
    const y = new Int8Array(sizeOf(shape));
    convolve(
      expectDType(x!, 'int8'),
      expectDType(w!, 'int16'),
      POINTWISE,
      shape,
      (at, c, sum) => (y[at] = requantize(sum + b[c], m[c], -128, 127)),
    );
    return [makeTensor('int8', shape, y)];
  },
  macs: ([x], [y]) => sizeOf(y.shape) * x!.shape[1],
});
