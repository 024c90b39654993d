import { type DequantizeS8ToF32, dequantizeS8ToF32 } from '../dequantize-s8-to-f32';
import { dequantizeS8ToF32Reference } from '../reference/dequantize-s8-to-f32';
import { type Family } from './family';

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
