import { type RequantS32, requantS32 } from '../requant-s32';
import { requantS32Reference } from '../reference/requant-s32';
import { type Family } from './family';
import { type RowsShape } from './run-shape';

export const REQUANT_S32: Family<RowsShape, RequantS32> = {
  name: 'requantS32',
  kernel: requantS32,
  reference: requantS32Reference,
  prepare: (kernels, draw, { rows, channels }) => ({
    x: kernels.put(draw.int32s(rows * channels)),
    y: kernels.alloc(rows * channels),
    rows,
    channels,
    multipliers: kernels.put(draw.multipliers(channels)),
    ...draw.bounds(),
  }),
  work: ({ rows, channels }) => rows * channels,
  unit: 'element',
  variants: [{ name: 'rows', small: { rows: 13, channels: 21 }, large: { rows: 3136, channels: 128 } }],
};
