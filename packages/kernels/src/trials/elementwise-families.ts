import {
  type AddS8,
  addS8,
  type MulS8,
  mulS8,
  type PreluS8,
  preluS8,
  type RequantS32,
  requantS32,
  type RequantS8,
  requantS8,
  subS8,
} from '../elementwise';
import {
  addS8Reference,
  mulS8Reference,
  preluS8Reference,
  requantS32Reference,
  requantS8Reference,
  subS8Reference,
} from '../reference/elementwise';
import type { Family, RowsShape, RunShape } from './family';

export const ADD_S8: Family<RunShape, AddS8> = {
  name: 'addS8',
  kernel: addS8,
  reference: addS8Reference,
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
