import { type GlobalSumS8, globalSumS8, type MaxPoolS8, maxPoolS8, type SumPoolS8, sumPoolS8 } from '../pool';
import { globalSumS8Reference, maxPoolS8Reference, sumPoolS8Reference } from '../reference/pool';
import type { Family, RowsShape } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

const MAX_POOL_BASE: ImageShape = { ...SAME_3X3, strides: [2, 2], channels: 21 };

export const MAX_POOL_S8: Family<ImageShape, MaxPoolS8> = {
  name: 'maxPoolS8',
  kernel: maxPoolS8,
  reference: maxPoolS8Reference,
  prepare: (kernels, draw, shape) => {
    const { kernel, strides, dilations, padBefore } = shape;
    return {
      ...putImages(kernels, draw, { ...shape, output: 'int8' }, shape.channels),
      kernel,
      strides,
      dilations,
      padBefore,
    };
  },
  work: (s) => outputSize(s)[0] * outputSize(s)[1] * s.images * s.channels,
  unit: 'element',
  variants: [
    { name: '3x3-stride2', small: MAX_POOL_BASE, large: { ...MAX_POOL_BASE, height: 112, width: 112, channels: 64 } },
    {
      name: '2x2-stride2',
      small: { ...MAX_POOL_BASE, kernel: [2, 2], padBefore: [0, 0], padAfter: [0, 0] },
      large: {
        ...MAX_POOL_BASE,
        kernel: [2, 2],
        padBefore: [0, 0],
        padAfter: [0, 0],
        height: 112,
        width: 112,
        channels: 64,
      },
    },
    {
      name: '5x5-same',
      small: { ...MAX_POOL_BASE, kernel: [5, 5], strides: [1, 1], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...MAX_POOL_BASE,
        kernel: [5, 5],
        strides: [1, 1],
        padBefore: [2, 2],
        padAfter: [2, 2],
        height: 20,
        width: 20,
        channels: 256,
      },
    },
  ],
};

const SUM_POOL_BASE: ImageShape = { ...SAME_3X3, channels: 21 };

export const SUM_POOL_S8: Family<ImageShape, SumPoolS8> = {
  name: 'sumPoolS8',
  kernel: sumPoolS8,
  reference: sumPoolS8Reference,
  prepare: (kernels, draw, drawn) => {
    const shape: ImageShape = { ...drawn, dilations: [1, 1] };
    const [height, width] = outputSize(shape);
    const multipliers = kernels.put(draw.multipliers(height * width));
    const { kernel, strides, padBefore, output } = shape;
    return {
      ...putImages(kernels, draw, shape, shape.channels),
      multipliers,
      kernel,
      strides,
      padBefore,
      output,
      ...draw.bounds(),
    };
  },
  work: (s) => outputSize(s)[0] * outputSize(s)[1] * s.images * s.channels,
  unit: 'element',
  variants: [
    { name: '3x3', small: SUM_POOL_BASE, large: { ...SUM_POOL_BASE, height: 28, width: 28, channels: 256 } },
    {
      name: '2x2-stride2',
      small: { ...SUM_POOL_BASE, kernel: [2, 2], strides: [2, 2], padBefore: [0, 0], padAfter: [0, 0] },
      large: {
        ...SUM_POOL_BASE,
        kernel: [2, 2],
        strides: [2, 2],
        padBefore: [0, 0],
        padAfter: [0, 0],
        height: 56,
        width: 56,
        channels: 128,
      },
    },
    {
      name: '3x3-int32',
      small: { ...SUM_POOL_BASE, output: 'int32' },
      large: { ...SUM_POOL_BASE, output: 'int32', height: 28, width: 28, channels: 256 },
    },
  ],
};

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
