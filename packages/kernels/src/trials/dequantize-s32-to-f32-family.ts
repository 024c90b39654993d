import { type DequantizeS32ToF32, dequantizeS32ToF32 } from '../dequantize-s32-to-f32';
import { dequantizeS32ToF32Reference } from '../reference/dequantize-s32-to-f32';
import { type Family } from './family';
import { type RowsShape } from './run-shape';

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
