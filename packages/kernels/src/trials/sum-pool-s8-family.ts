import { sumPoolS8Reference } from '../reference/sum-pool-s8';
import { type SumPoolS8, sumPoolS8 } from '../sum-pool-s8';
import { type Family } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

const BASE: ImageShape = { ...SAME_3X3, channels: 21 };

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
    { name: '3x3', small: BASE, large: { ...BASE, height: 28, width: 28, channels: 256 } },
    {
      name: '2x2-stride2',
      small: { ...BASE, kernel: [2, 2], strides: [2, 2], padBefore: [0, 0], padAfter: [0, 0] },
      large: {
        ...BASE,
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
      small: { ...BASE, output: 'int32' },
      large: { ...BASE, output: 'int32', height: 28, width: 28, channels: 256 },
    },
  ],
};
