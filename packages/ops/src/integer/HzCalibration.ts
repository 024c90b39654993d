import { defineOp } from '@openbpu/ir';
import {
  type Shape,
  dequantize,
  expectDType,
  makeTensor,
  normalizeAxis,
  quantize,
  rangeOf,
  sizeOf,
} from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, dtypeAttr, resultType } from '../support/attrs';

const attrs = z
  .object({
    /** One, or one per index of `axis`. */
    scales: z.array(z.number().positive()).min(1),
    /** What the scales were made of, kept for the reader: as many as there are scales. */
    thresholds: z.array(z.number().min(0)),
    axis: z.int().optional(),
    /**
     * Of weights [cout, cin/group, …] that take in the scales of their input channels: those scales, of all channels.
     * The scale of an element is then `fround(scales[o] / columns[channel])`.
     */
    columns: z.array(z.number().positive()).default([]),
    /** The integers that stand for 0, as many as there are scales; none where all are 0. */
    zeros: z.array(z.int().min(-128).max(127)).default([]),
    kind: z.enum(['activation', 'weight']).default('activation'),
    ...dtypeAttr,
  })
  .refine((a) => a.scales.length === a.thresholds.length, 'there are as many thresholds as scales')
  .refine(
    (a) => a.zeros.length === 0 || a.zeros.length === a.scales.length,
    'there are as many zeros as scales, or none',
  )
  .refine((a) => a.kind === 'activation' || a.zeros.length === 0, 'weights have no zeros')
  .refine((a) => a.axis !== undefined || a.scales.length === 1, 'several scales need an axis')
  .refine(
    (a) => a.columns.length === 0 || (a.kind === 'weight' && a.axis === 0),
    'columns are for weights with scales along axis 0',
  )
  .refine(
    (a) => a.dtype === undefined || (a.kind === 'activation' && a.axis === undefined && a.zeros.length === 0),
    'int16 is for activations with one scale, around 0',
  );

export type HzCalibrationAttrs = z.infer<typeof attrs>;

/**
 * Float to float: what is left of a value after int8, or int16 where `dtype` says so, at the calibrated scale,
 * `fround(clamp(rne(fround(x/s)))·s)`. Activations span the type, less what stands for 0: 0..255 of int8 where that is
 * −128. Weights span −127..127.
 */
export const HzCalibration = defineOp<HzCalibrationAttrs>({
  name: 'HzCalibration',
  summary: 'Rounds reals to the values that their integer form will have.',
  accuracy: 'exact',
  realAttrs: ['scales', 'thresholds', 'columns'],
  parseAttrs: attrsOf(attrs),
  infer([x], { scales, axis, columns }) {
    if (x?.dtype !== 'float32')
      throw new TypeError(`HzCalibration takes a float32 tensor, not ${x?.dtype ?? 'nothing'}`);
    const wanted = axis === undefined ? 1 : x.shape[normalizeAxis(axis, x.shape.length)];
    if (scales.length !== wanted) throw new RangeError(`${scales.length} scales do not fit ${wanted} channels`);
    if (columns.length > 0) groupsOf(x.shape, columns.length);
    return [{ dtype: x.dtype, shape: x.shape, layout: x.layout }];
  },
  eval([x], { scales, axis, kind, zeros, columns, dtype }) {
    const { shape } = x!;
    const inner = axis === undefined ? 1 : sizeOf(shape.slice(normalizeAxis(axis, shape.length) + 1));
    const [least, high] = rangeOf(resultType({ dtype }));
    const low = kind === 'weight' ? -high : least;
    const [s, taken] = [Float32Array.from(scales), Float32Array.from(columns)];
    const columnAt = columns.length > 0 ? columnsOver(shape, columns.length) : undefined;
    const y = expectDType(x!, 'float32').data.map((value, at) => {
      const index = Math.floor(at / inner) % s.length;
      const zero = zeros[index] ?? 0;
      const scale = columnAt ? Math.fround(s[index] / taken[columnAt(at)]) : s[index];
      return dequantize(quantize(value, scale, low - zero, high - zero), scale);
    });
    return [makeTensor('float32', shape, y)];
  },
});

/** How many groups weights of this shape make of so many input channels. Throws RangeError when they do not fit. */
function groupsOf([cout, perGroup]: Shape, channels: number): number {
  const groups = channels / (perGroup ?? 0);
  if (!Number.isInteger(groups) || cout % groups !== 0)
    throw new RangeError(`${channels} columns do not fit weights of ${cout}x${perGroup}`);
  return groups;
}

/** Which input channel element i of the weights reads. */
function columnsOver(shape: Shape, channels: number): (at: number) => number {
  const [cout, perGroup] = shape;
  const [outputs, taps] = [cout / groupsOf(shape, channels), sizeOf(shape.slice(2))];
  return (at) => Math.floor(at / (perGroup * taps * outputs)) * perGroup + (Math.floor(at / taps) % perGroup);
}
