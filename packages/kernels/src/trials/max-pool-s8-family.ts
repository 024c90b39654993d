import { type MaxPoolS8, maxPoolS8 } from '../max-pool-s8';
import { maxPoolS8Reference } from '../reference/max-pool-s8';
import { type Family } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

const BASE: ImageShape = { ...SAME_3X3, strides: [2, 2], channels: 21 };

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
    { name: '3x3-stride2', small: BASE, large: { ...BASE, height: 112, width: 112, channels: 64 } },
    {
      name: '2x2-stride2',
      small: { ...BASE, kernel: [2, 2], padBefore: [0, 0], padAfter: [0, 0] },
      large: { ...BASE, kernel: [2, 2], padBefore: [0, 0], padAfter: [0, 0], height: 112, width: 112, channels: 64 },
    },
    {
      name: '5x5-same',
      small: { ...BASE, kernel: [5, 5], strides: [1, 1], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...BASE,
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
