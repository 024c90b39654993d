import { type PreluS8, preluS8 } from '../prelu-s8';
import { preluS8Reference } from '../reference/prelu-s8';
import { type Family } from './family';
import { type RowsShape } from './run-shape';

export const PRELU_S8: Family<RowsShape, PreluS8> = {
  name: 'preluS8',
  kernel: preluS8,
  reference: preluS8Reference,
  prepare: (kernels, draw, { rows, channels }) => ({
    x: kernels.put(draw.int8s(rows * channels)),
    y: kernels.alloc(rows * channels),
    rows,
    channels,
    multiplier: draw.multiplier(),
    negativeMultipliers: kernels.put(draw.multipliers(channels)),
    ...draw.bounds(),
  }),
  work: ({ rows, channels }) => rows * channels,
  unit: 'element',
  variants: [{ name: 'rows', small: { rows: 13, channels: 21 }, large: { rows: 3136, channels: 128 } }],
};
