import { type RequantS8, requantS8 } from '../requant-s8';
import { requantS8Reference } from '../reference/requant-s8';
import { type Family } from './family';

export const REQUANT_S8: Family<{ readonly length: number }, RequantS8> = {
  name: 'requantS8',
  kernel: requantS8,
  reference: requantS8Reference,
  prepare: (kernels, draw, { length }) => ({
    x: kernels.put(draw.int8s(length)),
    y: kernels.alloc(length),
    length,
    multiplier: draw.multiplier(),
    ...draw.bounds(),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};
