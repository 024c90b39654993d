import { type FloatRun } from '../abs-max-f32';
import { type MinMax, minMaxF32 } from '../min-max-f32';
import { minMaxF32Reference } from '../reference/min-max-f32';
import { type Family } from './family';

export const MIN_MAX_F32: Family<{ readonly length: number }, FloatRun, MinMax> = {
  name: 'minMaxF32',
  kernel: minMaxF32,
  reference: minMaxF32Reference,
  prepare: (kernels, draw, { length }) => ({ x: kernels.put(draw.floats(length)), length }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};
