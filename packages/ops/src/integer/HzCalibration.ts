import { defineOp } from '@openbpu/ir';
import { dequantize, expectDType, makeTensor, normalizeAxis, quantize, sizeOf } from '@openbpu/tensor';
import { z } from 'zod';
import { attrsOf } from '../support/attrs';

const attrs = z
  .object({
    /** One, or one per index of `axis`. */
    scales: z.array(z.number().positive()).min(1),
    /** What the scales were made of, kept for the reader: as many as there are scales. */
    thresholds: z.array(z.number().min(0)),
    axis: z.int().optional(),
    /** The integer that stands for 0: −128 where no value is negative. */
    zero: z.int().min(-128).max(127).default(0),
    kind: z.enum(['activation', 'weight']).default('activation'),
  })
  .refine((a) => a.scales.length === a.thresholds.length, 'there are as many thresholds as scales')
  .refine((a) => a.axis !== undefined || a.scales.length === 1, 'several scales need an axis');

export type HzCalibrationAttrs = z.infer<typeof attrs>;

/**
 * Float to float: what is left of a value after int8 at the calibrated scale, `fround(clamp(rne(fround(x/s)))·s)`.
 * Activations span −128..127, less what stands for 0: 0..255 where that is −128. Weights span −127..127.
 */
export const HzCalibration = defineOp<HzCalibrationAttrs>({
  name: 'HzCalibration',
  summary: 'Rounds reals to the values that their integer form will have.',
  accuracy: 'exact',
  realAttrs: ['scales', 'thresholds'],
  parseAttrs: attrsOf(attrs),
  infer([x], { scales, axis }) {
    if (x?.dtype !== 'float32') throw new TypeError(`HzCalibration takes a float32 tensor, not ${x?.dtype ?? 'nothing'}`);
    const wanted = axis === undefined ? 1 : x.shape[normalizeAxis(axis, x.shape.length)];
    if (scales.length !== wanted) throw new RangeError(`${scales.length} scales do not fit ${wanted} channels`);
    return [{ dtype: x.dtype, shape: x.shape, layout: x.layout }];
  },
  eval([x], { scales, axis, kind, zero }) {
    const { shape } = x!;
    const inner = axis === undefined ? 1 : sizeOf(shape.slice(normalizeAxis(axis, shape.length) + 1));
    const low = (kind === 'weight' ? -127 : -128) - zero;
    const s = Float32Array.from(scales);
    const y = expectDType(x!, 'float32').data.map((value, at) => {
      const scale = s[Math.floor(at / inner) % s.length];
      return dequantize(quantize(value, scale, low, 127 - zero), scale);
    });
    return [makeTensor('float32', shape, y)];
  },
});
