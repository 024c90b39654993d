import { defineOp } from '@openbpu/ir';
import { type Shape, dequantize, expectDType, makeTensor, normalizeAxis, quantize, sizeOf } from '@openbpu/tensor';
import { z } from 'zod';
import { attrsOf } from '../support/attrs';

const attrs = z
  .object({
    /** One, or one per index of `axis`. */
    scales: z.array(z.number().positive()).min(1),
    /** What the scales were made of, kept for the reader: as many as there are scales. */
    thresholds: z.array(z.number().min(0)),
    axis: z.int().optional(),
    /** How many dimensions, from `axis` on, have a scale per index: 2 for weights that hold the scales of their input channels. */
    span: z.int().min(1).max(2).default(1),
    /** The integers that stand for 0, as many as there are scales; none where all are 0. */
    zeros: z.array(z.int().min(-128).max(127)).default([]),
    kind: z.enum(['activation', 'weight']).default('activation'),
  })
  .refine((a) => a.scales.length === a.thresholds.length, 'there are as many thresholds as scales')
  .refine((a) => a.zeros.length === 0 || a.zeros.length === a.scales.length, 'there are as many zeros as scales, or none')
  .refine((a) => a.kind === 'activation' || a.zeros.length === 0, 'weights have no zeros')
  .refine((a) => a.axis !== undefined || (a.scales.length === 1 && a.span === 1), 'several scales need an axis');

export type HzCalibrationAttrs = z.infer<typeof attrs>;

/**
 * Float to float: what is left of a value after int8 at the calibrated scale, `fround(clamp(rne(fround(x/s)))·s)`.
 * Activations span −128..127, less what stands for 0: 0..255 where that is −128. Weights span −127..127. Element i has scale
 * (and zero) `floor(i / inner) % scales`, where `inner` elements share the indices up to the last dimension with scales.
 */
export const HzCalibration = defineOp<HzCalibrationAttrs>({
  name: 'HzCalibration',
  summary: 'Rounds reals to the values that their integer form will have.',
  accuracy: 'exact',
  realAttrs: ['scales', 'thresholds'],
  parseAttrs: attrsOf(attrs),
  infer([x], { scales, axis, span }) {
    if (x?.dtype !== 'float32') throw new TypeError(`HzCalibration takes a float32 tensor, not ${x?.dtype ?? 'nothing'}`);
    const wanted = axis === undefined ? 1 : sizeOf(spanned(x.shape, axis, span));
    if (scales.length !== wanted) throw new RangeError(`${scales.length} scales do not fit ${wanted} channels`);
    return [{ dtype: x.dtype, shape: x.shape, layout: x.layout }];
  },
  eval([x], { scales, axis, span, kind, zeros }) {
    const { shape } = x!;
    const inner = axis === undefined ? 1 : sizeOf(shape.slice(normalizeAxis(axis, shape.length) + span));
    const low = kind === 'weight' ? -127 : -128;
    const s = Float32Array.from(scales);
    const y = expectDType(x!, 'float32').data.map((value, at) => {
      const index = Math.floor(at / inner) % s.length;
      const zero = zeros[index] ?? 0;
      return dequantize(quantize(value, s[index], low - zero, 127 - zero), s[index]);
    });
    return [makeTensor('float32', shape, y)];
  },
});

/** The dimensions with a scale per index. */
function spanned(shape: Shape, axis: number, span: number): Shape {
  const from = normalizeAxis(axis, shape.length);
  if (from + span > shape.length) throw new RangeError(`${span} dimensions from ${from} on are more than ${shape.length} have`);
  return shape.slice(from, from + span);
}
