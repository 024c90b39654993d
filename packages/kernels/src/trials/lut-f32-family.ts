import { lutF32 } from '../lut-f32';
import { type Lut } from '../lut-s8';
import { lutF32Reference } from '../reference/lut-f32';
import { Draw } from './draw';
import { type Family } from './family';

export const LUT_F32: Family<{ readonly length: number }, Lut> = {
  name: 'lutF32',
  kernel: lutF32,
  reference: lutF32Reference,
  prepare: (kernels, draw, { length }) => ({
    x: kernels.put(draw.int8s(length)),
    y: kernels.alloc(length * 4),
    length,
    table: kernels.put(new Draw(draw.bits(), 'random').floats(256)),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};
