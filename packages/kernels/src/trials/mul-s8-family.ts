import { type MulS8, mulS8 } from '../mul-s8';
import { mulS8Reference } from '../reference/mul-s8';
import { type Family } from './family';
import { type RunShape } from './run-shape';

export const MUL_S8: Family<RunShape, MulS8> = {
  name: 'mulS8',
  kernel: mulS8,
  reference: mulS8Reference,
  prepare: (kernels, draw, { length, period }) => ({
    a: kernels.put(draw.int8s(length)),
    b: kernels.put(draw.int8s(period)),
    y: kernels.alloc(length),
    length,
    period,
    multiplier: draw.multiplier(),
    ...draw.bounds(),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [
    { name: 'same', small: { length: 1003, period: 1003 }, large: { length: 401408, period: 401408 } },
    { name: 'per-channel', small: { length: 1008, period: 24 }, large: { length: 401408, period: 128 } },
  ],
};
