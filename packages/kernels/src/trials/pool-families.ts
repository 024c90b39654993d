import type { Narrow } from '../element-type';
import type { Kernels } from '../kernels';
import {
  type GlobalSumS8,
  globalSumS8,
  type MaxPoolS8,
  maxPoolS16,
  maxPoolS8,
  type SumPoolS8,
  sumPoolS16,
  sumPoolS8,
} from '../pool';
import { globalSumS8Reference, maxPoolReference, sumPoolReference } from '../reference/pool';
import type { Draw } from './draw';
import type { Family, RowsShape } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

const MAX_POOL_BASE: ImageShape = { ...SAME_3X3, strides: [2, 2], channels: 21 };

function maxPoolOperands(type: Narrow) {
  return (kernels: Kernels, draw: Draw, shape: ImageShape): MaxPoolS8 => {
    const { kernel, strides, dilations, padBefore } = shape;
    return {
      ...putImages(kernels, draw, { ...shape, output: type }, shape.channels, type),
      kernel,
      strides,
      dilations,
      padBefore,
    };
  };
}

export const MAX_POOL_S8: Family<ImageShape, MaxPoolS8> = {
  name: 'maxPoolS8',
  kernel: maxPoolS8,
  reference: maxPoolReference('int8'),
  prepare: maxPoolOperands('int8'),
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

function sumPoolOperands(type: Narrow) {
  return (kernels: Kernels, draw: Draw, drawn: ImageShape): SumPoolS8 => {
    const shape: ImageShape = { ...drawn, dilations: [1, 1] };
    const [height, width] = outputSize(shape);
    const multipliers = kernels.put(draw.multipliers(height * width));
    const { kernel, strides, padBefore, output } = shape;
    return {
      ...putImages(kernels, draw, shape, shape.channels, type),
      multipliers,
      kernel,
      strides,
      padBefore,
      output,
      ...draw.bounds(output === 'int16' ? 'int16' : 'int8'),
    };
  };
}

export const SUM_POOL_S8: Family<ImageShape, SumPoolS8> = {
  name: 'sumPoolS8',
  kernel: sumPoolS8,
  reference: sumPoolReference('int8'),
  prepare: sumPoolOperands('int8'),
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

export const MAX_POOL_S16: Family<ImageShape, MaxPoolS8> = {
  ...MAX_POOL_S8,
  name: 'maxPoolS16',
  kernel: maxPoolS16,
  reference: maxPoolReference('int16'),
  prepare: maxPoolOperands('int16'),
};

export const SUM_POOL_S16: Family<ImageShape, SumPoolS8> = {
  ...SUM_POOL_S8,
  name: 'sumPoolS16',
  kernel: sumPoolS16,
  reference: sumPoolReference('int16'),
  prepare: sumPoolOperands('int16'),
  variants: SUM_POOL_S8.variants.map(({ name, small, large }) => {
    const output = small.output === 'int8' ? 'int16' : 'int32';
    return { name, small: { ...small, output }, large: { ...large, output } };
  }),
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
