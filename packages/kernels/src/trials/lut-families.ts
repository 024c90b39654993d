import { type Lut, type LutChannelsS8, lutChannelsS8, lutF32, lutS8 } from '../lut';
import { lutChannelsS8Reference, lutF32Reference, lutS8Reference } from '../reference/lut';
import { Draw } from './draw';
import type { Family, RowsShape } from './family';

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

/** Rows of channels, those of x and of y followed by bytes that belong to no row. */
export interface LutChannelsShape extends RowsShape {
  readonly xGap?: number;
  readonly yGap?: number;
}

export const LUT_CHANNELS_S8: Family<LutChannelsShape, LutChannelsS8> = {
  name: 'lutChannelsS8',
  kernel: lutChannelsS8,
  reference: lutChannelsS8Reference,
  prepare: (kernels, draw, { rows, channels, xGap = 0, yGap = 0 }) => {
    const [xRow, yRow] = [channels + xGap, channels + yGap];
    const table = kernels.put(new Draw(draw.bits(), 'random').int8s(channels * 256));
    return {
      x: kernels.put(draw.int8s(rows * xRow)),
      y: kernels.alloc(rows * yRow),
      xRow,
      yRow,
      rows,
      channels,
      table,
    };
  },
  work: ({ rows, channels }) => rows * channels,
  unit: 'element',
  variants: [
    { name: 'rows', small: { rows: 13, channels: 21 }, large: { rows: 3136, channels: 128 } },
    {
      name: 'apart',
      small: { rows: 5, channels: 67, xGap: 3, yGap: 5 },
      large: { rows: 196, channels: 512, xGap: 512, yGap: 64 },
    },
  ],
};
