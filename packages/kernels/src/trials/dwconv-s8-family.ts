import { type DwconvS8, dwconvS8 } from '../dwconv-s8';
import { packWeights } from '../pack-weights';
import { dwconvS8Reference } from '../reference/dwconv-s8';
import { type Family } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

const BASE: ImageShape = { ...SAME_3X3, channels: 29 };

export const DWCONV_S8: Family<ImageShape, DwconvS8> = {
  name: 'dwconvS8',
  kernel: dwconvS8,
  reference: dwconvS8Reference,
  prepare: (kernels, draw, shape) => {
    const { kernel, strides, dilations, padBefore, output, channels: n } = shape;
    const k = kernel[0] * kernel[1];
    const weights = packWeights(kernels, {
      weights: draw.int8s(n * k),
      bias: draw.int32s(n),
      multipliers: draw.multipliers(n),
      n,
      k,
    });
    return {
      ...putImages(kernels, draw, shape, n),
      weights,
      kernel,
      strides,
      dilations,
      padBefore,
      padding: draw.int8s(1)[0],
      output,
      ...draw.bounds(),
    };
  },
  work: (s) => {
    const [height, width] = outputSize(s);
    return s.images * height * width * s.channels * s.kernel[0] * s.kernel[1];
  },
  unit: 'mac',
  variants: [
    { name: '3x3', small: BASE, large: { ...BASE, height: 56, width: 56, channels: 128 } },
    { name: '3x3-shallow', small: { ...BASE, channels: 5 }, large: { ...BASE, height: 112, width: 112, channels: 32 } },
    {
      name: '3x3-stride2',
      small: { ...BASE, strides: [2, 2] },
      large: { ...BASE, strides: [2, 2], height: 56, width: 56, channels: 128 },
    },
    {
      name: '3x3-int32',
      small: { ...BASE, output: 'int32' },
      large: { ...BASE, output: 'int32', height: 14, width: 14, channels: 512 },
    },
    {
      name: '3x3-dilated',
      small: { ...BASE, dilations: [2, 2], padBefore: [2, 2], padAfter: [2, 2] },
      large: { ...BASE, dilations: [2, 2], padBefore: [2, 2], padAfter: [2, 2], height: 28, width: 28, channels: 256 },
    },
    {
      name: '5x5',
      small: { ...BASE, kernel: [5, 5], padBefore: [2, 2], padAfter: [2, 2] },
      large: { ...BASE, kernel: [5, 5], padBefore: [2, 2], padAfter: [2, 2], height: 28, width: 28, channels: 120 },
    },
  ],
};
