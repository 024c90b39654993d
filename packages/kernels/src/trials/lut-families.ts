import { SHIFT } from '../element-type';
import {
  type Lut,
  type LutChannelsMixed,
  lutChannelsMixed,
  type LutChannelsS8,
  lutChannelsS8,
  lutF32,
  type LutMixed,
  lutMixed,
  lutS8,
} from '../lut';
import {
  lutChannelsMixedReference,
  lutChannelsS8Reference,
  lutF32Reference,
  lutMixedReference,
  lutS8Reference,
} from '../reference/lut';
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

export type LutMixedShape = Pick<LutMixed, 'xType' | 'yType' | 'length'>;

const X_TYPES = ['int8', 'int16'] as const;
const Y_TYPES = ['int8', 'int16', 'int32', 'float32'] as const;

export const LUT_MIXED: Family<LutMixedShape, LutMixed> = {
  name: 'lutMixed',
  kernel: lutMixed,
  reference: lutMixedReference,
  prepare: (kernels, draw, { xType, yType, length }) => ({
    xType,
    yType,
    x: kernels.put(draw.elements(xType, length)),
    y: kernels.alloc(length << SHIFT[yType]),
    length,
    table: kernels.put(new Draw(draw.bits(), 'random').int8s((xType === 'int8' ? 256 : 65536) << SHIFT[yType])),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: X_TYPES.flatMap((xType) =>
    Y_TYPES.map((yType) => ({
      name: `${xType}-${yType}`,
      small: { xType, yType, length: 1003 },
      large: { xType, yType, length: 401408 },
    })),
  ),
};

export type LutChannelsMixedShape = LutChannelsShape & Pick<LutChannelsMixed, 'yType'>;

export const LUT_CHANNELS_MIXED: Family<LutChannelsMixedShape, LutChannelsMixed> = {
  name: 'lutChannelsMixed',
  kernel: lutChannelsMixed,
  reference: lutChannelsMixedReference,
  prepare: (kernels, draw, { rows, channels, xGap = 0, yGap = 0, yType }) => {
    const [xRow, yRow] = [channels + xGap, (channels + yGap) << SHIFT[yType]];
    const table = kernels.put(new Draw(draw.bits(), 'random').int8s((channels * 256) << SHIFT[yType]));
    return {
      yType,
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
  variants: LUT_CHANNELS_S8.variants.flatMap(({ name, small, large }) =>
    (['int16', 'float32'] as const).map((yType) => ({
      name: `${name}-${yType}`,
      small: { ...small, yType },
      large: { ...large, yType },
    })),
  ),
};
