import { type GlobalSumS8, globalSumS8 } from '../global-sum-s8';
import { globalSumS8Reference } from '../reference/global-sum-s8';
import { type Family } from './family';
import { type RowsShape } from './run-shape';

export const GLOBAL_SUM_S8: Family<RowsShape, GlobalSumS8> = {
  name: 'globalSumS8',
  kernel: globalSumS8,
  reference: globalSumS8Reference,
  prepare: (kernels, draw, { rows, channels }) => ({
    x: kernels.put(draw.int8s(rows * channels)),
    y: kernels.alloc(channels * 4),
    rows,
    channels,
  }),
  work: ({ rows, channels }) => rows * channels,
  unit: 'element',
  variants: [{ name: 'rows', small: { rows: 13, channels: 21 }, large: { rows: 3136, channels: 128 } }],
};
