import { type ConvS8, convS8 } from '../conv-s8';
import { packWeights } from '../pack-weights';
import { convS8Reference } from '../reference/conv-s8';
import { type Family } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

export interface ConvShape extends ImageShape {
  readonly groups: number;
  readonly outChannels: number;
}

const BASE: ConvShape = { ...SAME_3X3, groups: 1, outChannels: 20 };

export const CONV_S8: Family<ConvShape, ConvS8> = {
  name: 'convS8',
  kernel: convS8,
  reference: convS8Reference,
  prepare: (kernels, draw, shape) => {
    const { kernel, strides, dilations, padBefore, output, groups, outChannels: n } = shape;
    const k = (kernel[0] * kernel[1] * shape.channels) / groups;
    const weights = packWeights(kernels, {
      weights: draw.int8s(n * k),
      bias: draw.int32s(n),
      multipliers: draw.multipliers(n),
      n,
      k,
      groups,
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
    return (s.images * height * width * s.outChannels * s.kernel[0] * s.kernel[1] * s.channels) / s.groups;
  },
  unit: 'mac',
  variants: [
    { name: '3x3', small: BASE, large: { ...BASE, height: 28, width: 28, channels: 128, outChannels: 128 } },
    {
      name: '3x3-stride2',
      small: { ...BASE, strides: [2, 2] },
      large: { ...BASE, strides: [2, 2], height: 56, width: 56, channels: 64, outChannels: 128 },
    },
    {
      name: '3x3-first-layer',
      small: { ...BASE, strides: [2, 2], channels: 3 },
      large: { ...BASE, strides: [2, 2], height: 224, width: 224, channels: 3, outChannels: 32 },
    },
    {
      name: '3x3-dilated',
      small: { ...BASE, dilations: [2, 2], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...BASE,
        dilations: [2, 2],
        padBefore: [2, 2],
        padAfter: [2, 2],
        height: 28,
        width: 28,
        channels: 128,
        outChannels: 128,
      },
    },
    {
      name: '3x3-groups',
      small: { ...BASE, groups: 4 },
      large: { ...BASE, groups: 4, height: 28, width: 28, channels: 128, outChannels: 128 },
    },
    {
      name: '3x3-int32',
      small: { ...BASE, output: 'int32' },
      large: { ...BASE, output: 'int32', height: 28, width: 28, channels: 128, outChannels: 128 },
    },
    {
      name: '5x5',
      small: { ...BASE, kernel: [5, 5], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...BASE,
        kernel: [5, 5],
        padBefore: [2, 2],
        padAfter: [2, 2],
        height: 28,
        width: 28,
        channels: 64,
        outChannels: 64,
      },
    },
    {
      name: '1x1-stride2',
      small: { ...BASE, kernel: [1, 1], strides: [2, 2], padBefore: [0, 0], padAfter: [0, 0] },
      large: {
        ...BASE,
        kernel: [1, 1],
        strides: [2, 2],
        padBefore: [0, 0],
        padAfter: [0, 0],
        height: 56,
        width: 56,
        channels: 128,
        outChannels: 256,
      },
    },
    {
      name: '1x7',
      small: { ...BASE, kernel: [1, 7], padBefore: [0, 3], padAfter: [0, 3] },
      large: {
        ...BASE,
        kernel: [1, 7],
        padBefore: [0, 3],
        padAfter: [0, 3],
        height: 17,
        width: 17,
        channels: 128,
        outChannels: 128,
      },
    },
  ],
};
