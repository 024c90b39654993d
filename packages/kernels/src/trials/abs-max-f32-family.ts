import { type AbsMax, absMaxF32, type FloatRun } from '../abs-max-f32';
import { absMaxF32Reference } from '../reference/abs-max-f32';
import { type Family } from './family';

export const ABS_MAX_F32: Family<{ readonly length: number }, FloatRun, AbsMax> = {
  name: 'absMaxF32',
  kernel: absMaxF32,
  reference: absMaxF32Reference,
  prepare: (kernels, draw, { length }) => ({ x: kernels.put(draw.floats(length)), length }),
  work: ({ length }) => length,
  unit: 'element',
  variants: [{ name: 'run', small: { length: 1003 }, large: { length: 401408 } }],
};
