import { defineOp } from '@openbpu/ir';
import { allocate, expectDType, makeTensor, requantize, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, bounded, clampAttrs, groupAttr, resultType, windowAttrs } from '../support/attrs';
import { convolve } from '../support/convolve';
import { inferIntegerConv } from '../support/integer-conv';
import { expectQuantised } from '../support/quantised';

const attrs = bounded({
  ...windowAttrs,
  ...groupAttr,
  ...clampAttrs,
  /** What padding reads as: the integer that stands for 0, which is 0 for int16. */
  padding: z.int().min(-128).max(127).default(0),
});

export type HzSQuantizedConvAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x int8 or int16 [n, cin, h, w], weight int8 [cout, cin/group, kh, kw], bias int32 [cout], multiplier float32
 * [cout]. Output int8, or int16 where `dtype` says so: `clamp(rne(fround(fround(acc)·M[c])), low, high)`, `acc` exact
 * whatever its size; without a multiplier (a tail) the int32 accumulator itself.
 */
export const HzSQuantizedConv = defineOp<HzSQuantizedConvAttrs>({
  name: 'HzSQuantizedConv',
  summary: 'Integer convolution with a per-channel requantisation, or its raw accumulators.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([x, w, bias, multiplier], a) {
    if (x?.dtype === 'int16' && a.padding !== 0) throw new RangeError(`padding of int16 reads as 0, not ${a.padding}`);
    return [inferIntegerConv(x, w, bias, multiplier, a)];
  },
  eval([x, w, bias, multiplier], a) {
    const shape = inferIntegerConv(
      { ...x!, layout: 'NCHW' },
      { ...w!, layout: 'none' },
      { ...bias!, layout: 'none' },
      multiplier && { ...multiplier, layout: 'none' },
      a,
    ).shape;
    const b = expectDType(bias!, 'int32').data;
    const run = (emit: (at: number, channel: number, sum: number) => void) =>
      convolve(expectQuantised(x!), expectDType(w!, 'int8'), a, shape, emit);
    if (!multiplier) {
      const acc = new Int32Array(sizeOf(shape));
      run((at, c, sum) => (acc[at] = sum + b[c]));
      return [makeTensor('int32', shape, acc)];
    }
    const m = expectDType(multiplier, 'float32').data;
    const dtype = resultType(a);
    const y = allocate(dtype, sizeOf(shape));
    run((at, c, sum) => (y[at] = requantize(sum + b[c], m[c], a.low, a.high)));
    return [makeTensor(dtype, shape, y)];
  },
  macs: ([, w], [y]) => sizeOf(y.shape) * (sizeOf(w!.shape) / w!.shape[0]),
});
