import { type AddS8 } from '../add-s8';
import { subS8Reference } from '../reference/sub-s8';
import { subS8 } from '../sub-s8';
import { type Family } from './family';
import { type RunShape } from './run-shape';

export const SUB_S8: Family<RunShape, AddS8> = {
  name: 'subS8',
  kernel: subS8,
  reference: subS8Reference,
  prepare: (kernels, draw, { length, period }) => ({
    a: kernels.put(draw.int8s(length)),
    b: kernels.put(draw.int8s(period)),
    y: kernels.alloc(length),
    length,
    period,
    aMultiplier: draw.multiplier(),
    bMultiplier: draw.multiplier(),
    ...draw.bounds(),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [
    { name: 'same', small: { length: 1003, period: 1003 }, large: { length: 401408, period: 401408 } },
    { name: 'per-channel', small: { length: 1008, period: 24 }, large: { length: 401408, period: 128 } },
  ],
};
