import {
  type DequantizeS32ToF32,
  dequantizeS16ToF32,
  dequantizeS32ToF32,
  type DequantizeS8ToF32,
  dequantizeS8ToF32,
  quantizeF32ToS16,
  type QuantizeF32ToS8,
  quantizeF32ToS8,
} from '../quantize';
import {
  dequantizeS16ToF32Reference,
  dequantizeS32ToF32Reference,
  dequantizeS8ToF32Reference,
  quantizeF32ToS16Reference,
  quantizeF32ToS8Reference,
} from '../reference/quantize';
import type { Family, RowsShape } from './family';

export const QUANTIZE_F32_TO_S8: Family<{ readonly length: number }, QuantizeF32ToS8> = {
  name: 'quantizeF32ToS8',
  kernel: quantizeF32ToS8,
  reference: quantizeF32ToS8Reference,
  prepare: (kernels, draw, { length }) => ({
    x: kernels.put(draw.floats(length)),
    y: kernels.alloc(length),
    length,
    scale: draw.multiplier(),
    ...draw.bounds(),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};

export const DEQUANTIZE_S8_TO_F32: Family<{ readonly length: number }, DequantizeS8ToF32> = {
  name: 'dequantizeS8ToF32',
  kernel: dequantizeS8ToF32,
  reference: dequantizeS8ToF32Reference,
  prepare: (kernels, draw, { length }) => ({
    x: kernels.put(draw.int8s(length)),
    y: kernels.alloc(length * 4),
    length,
    scale: draw.multiplier(),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};

export const DEQUANTIZE_S32_TO_F32: Family<RowsShape, DequantizeS32ToF32> = {
  name: 'dequantizeS32ToF32',
  kernel: dequantizeS32ToF32,
  reference: dequantizeS32ToF32Reference,
  prepare: (kernels, draw, { rows, channels }) => ({
    x: kernels.put(draw.int32s(rows * channels)),
    y: kernels.alloc(rows * channels * 4),
    rows,
    channels,
    scales: kernels.put(draw.multipliers(channels)),
  }),
  work: ({ rows, channels }) => rows * channels,
  unit: 'element',
  variants: [{ name: 'rows', small: { rows: 13, channels: 21 }, large: { rows: 3136, channels: 128 } }],
};

export const QUANTIZE_F32_TO_S16: Family<{ readonly length: number }, QuantizeF32ToS8> = {
  ...QUANTIZE_F32_TO_S8,
  name: 'quantizeF32ToS16',
  kernel: quantizeF32ToS16,
  reference: quantizeF32ToS16Reference,
  prepare: (kernels, draw, { length }) => ({
    x: kernels.put(draw.floats(length)),
    y: kernels.alloc(2 * length),
    length,
    scale: draw.multiplier(),
    ...draw.bounds('int16'),
  }),
};

export const DEQUANTIZE_S16_TO_F32: Family<{ readonly length: number }, DequantizeS8ToF32> = {
  ...DEQUANTIZE_S8_TO_F32,
  name: 'dequantizeS16ToF32',
  kernel: dequantizeS16ToF32,
  reference: dequantizeS16ToF32Reference,
  prepare: (kernels, draw, { length }) => ({
    x: kernels.put(draw.int16s(length)),
    y: kernels.alloc(length * 4),
    length,
    scale: draw.multiplier(),
  }),
};
