import { defineOp } from '@openbpu/ir';
import { type TensorType, allocate, expectDType, makeTensor, requantize, sizeOf } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, groupAttr, outputPaddingAttr, resultType, windowAttrs } from '../support/attrs';
import { convolve } from '../support/convolve';
import { expectConvOperands } from '../support/integer-conv';
import { expectQuantised } from '../support/quantised';
import { imageDims } from '../support/window';
import { insertZeros, plainWindow, transposedOutput } from '../support/zero-insertion';

const attrs = bounded({ ...windowAttrs, ...outputPaddingAttr, ...groupAttr, ...clampAttrs });

export type HzSQuantizedConvTransposeAttrs = z.infer<typeof attrs>;

function inferTransposed(
  [x, w, bias, multiplier]: readonly (TensorType | undefined)[],
  a: HzSQuantizedConvTransposeAttrs,
): TensorType {
  const cout = expectConvOperands(x, w, bias, multiplier, a);
  const [n, , h, width] = imageDims(x, 'the input');
  return {
    dtype: multiplier ? resultType(a) : 'int32',
    shape: [n, cout, ...transposedOutput(h, width, a)],
    layout: x!.layout,
  };
}

/**
 * Inputs: x int8 or int16 [n, cin, h, w], weight int8 [cout, cin/group, kh, kw] already flipped, bias int32 [cout],
 * multiplier float32 [cout]. The window is that of the transposed convolution; it is carried out as zero insertion and
 * a plain convolution: `clamp(rne(fround(fround(acc)·M[c])), low, high)`; without a multiplier (a tail) the int32
 * accumulator. The output is int8, or int16 where `dtype` says so.
 */
export const HzSQuantizedConvTranspose = defineOp<HzSQuantizedConvTransposeAttrs>({
  name: 'HzSQuantizedConvTranspose',
  summary:
    'Integer transposed convolution (zero insertion, then convolution), requantised per channel, ' +
    'or its raw accumulators.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferTransposed(inputs, a)],
  eval([x, w, bias, multiplier], a) {
    const { shape } = inferTransposed(
      [x, w, bias, multiplier].map((t) => t && { ...t, layout: 'none' }),
      a,
    );
    const stuffed = insertZeros(expectQuantised(x!), a.strides);
    const window = { ...plainWindow(a), group: a.group };
    const b = expectDType(bias!, 'int32').data;
    if (!multiplier) {
      const acc = new Int32Array(sizeOf(shape));
      convolve(stuffed, expectDType(w!, 'int8'), window, shape, (at, c, sum) => (acc[at] = sum + b[c]));
      return [makeTensor('int32', shape, acc)];
    }
    const m = expectDType(multiplier, 'float32').data;
    const dtype = resultType(a);
    const y = allocate(dtype, sizeOf(shape));
    convolve(
      stuffed,
      expectDType(w!, 'int8'),
      window,
      shape,
      (at, c, sum) => (y[at] = requantize(sum + b[c], m[c], a.low, a.high)),
    );
    return [makeTensor(dtype, shape, y)];
  },
  macs: ([x, w], [y]) => (sizeOf(x!.shape) / x!.shape[1]) * (sizeOf(w!.shape) / w!.shape[0]) * y.shape[1],
});
