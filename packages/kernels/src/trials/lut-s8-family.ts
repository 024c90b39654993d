import { type Lut, lutS8 } from '../lut-s8';
import { lutS8Reference } from '../reference/lut-s8';
import { Draw } from './draw';
import { type Family } from './family';

export const LUT_S8: Family<{ readonly length: number }, Lut> = {
  name: 'lutS8',
  kernel: lutS8,
  reference: lutS8Reference,
  prepare: (kernels, draw, { length }) => ({
    x: kernels.put(draw.int8s(length)),
    y: kernels.alloc(length),
    length,
    table: kernels.put(new Draw(draw.bits(), 'random').int8s(256)),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};
