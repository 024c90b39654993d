import { type QuantizeF32ToS8, quantizeF32ToS8 } from '../quantize-f32-to-s8';
import { quantizeF32ToS8Reference } from '../reference/quantize-f32-to-s8';
import { type Family } from './family';

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
