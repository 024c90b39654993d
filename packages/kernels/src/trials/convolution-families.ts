import { type ConvS8, convS8, type DwconvS8, dwconvS8, type GemmS8, gemmS8 } from '../convolution';
import { packWeights } from '../pack-weights';
import { convS8Reference, dwconvS8Reference, gemmS8Reference } from '../reference/convolution';
import type { Family } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

export interface GemmShape {
  readonly rows: number;
  readonly k: number;
  readonly n: number;
  readonly gap: number;
  readonly output: 'int8' | 'int32';
}

export const GEMM_S8: Family<GemmShape, GemmS8> = {
  name: 'gemmS8',
  kernel: gemmS8,
  reference: gemmS8Reference,
  prepare: (kernels, draw, { rows, k, n, gap, output }) => ({
    weights: packWeights(kernels, {
      weights: draw.int8s(n * k),
      bias: draw.int32s(n),
      multipliers: draw.multipliers(n),
      n,
      k,
    }),
    x: kernels.put(draw.int8s(rows * (k + gap))),
    y: kernels.alloc(rows * (n + gap) * (output === 'int32' ? 4 : 1)),
    rows,
    xPitch: k + gap,
    yPitch: n + gap,
    output,
    ...draw.bounds(),
  }),
  work: ({ rows, k, n }) => rows * k * n,
  unit: 'mac',
  variants: [
    {
      name: 'pointwise',
      small: { rows: 37, k: 40, n: 24, gap: 0, output: 'int8' },
      large: { rows: 784, k: 256, n: 256, gap: 0, output: 'int8' },
    },
    {
      name: 'pointwise-shallow',
      small: { rows: 21, k: 16, n: 32, gap: 0, output: 'int8' },
      large: { rows: 12544, k: 32, n: 64, gap: 0, output: 'int8' },
    },
    {
      name: 'pointwise-int32',
      small: { rows: 37, k: 40, n: 24, gap: 0, output: 'int32' },
      large: { rows: 784, k: 256, n: 256, gap: 0, output: 'int32' },
    },
    {
      name: 'dense',
      small: { rows: 1, k: 77, n: 10, gap: 0, output: 'int8' },
      large: { rows: 1, k: 1024, n: 1000, gap: 0, output: 'int8' },
    },
  ],
};

export interface ConvShape extends ImageShape {
  readonly groups: number;
  readonly outChannels: number;
}

const CONV_BASE: ConvShape = { ...SAME_3X3, groups: 1, outChannels: 20 };

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
    { name: '3x3', small: CONV_BASE, large: { ...CONV_BASE, height: 28, width: 28, channels: 128, outChannels: 128 } },
    {
      name: '3x3-stride2',
      small: { ...CONV_BASE, strides: [2, 2] },
      large: { ...CONV_BASE, strides: [2, 2], height: 56, width: 56, channels: 64, outChannels: 128 },
    },
    {
      name: '3x3-first-layer',
      small: { ...CONV_BASE, strides: [2, 2], channels: 3 },
      large: { ...CONV_BASE, strides: [2, 2], height: 224, width: 224, channels: 3, outChannels: 32 },
    },
    {
      name: '3x3-dilated',
      small: { ...CONV_BASE, dilations: [2, 2], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...CONV_BASE,
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
      small: { ...CONV_BASE, groups: 4 },
      large: { ...CONV_BASE, groups: 4, height: 28, width: 28, channels: 128, outChannels: 128 },
    },
    {
      name: '3x3-int32',
      small: { ...CONV_BASE, output: 'int32' },
      large: { ...CONV_BASE, output: 'int32', height: 28, width: 28, channels: 128, outChannels: 128 },
    },
    {
      name: '5x5',
      small: { ...CONV_BASE, kernel: [5, 5], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...CONV_BASE,
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
      small: { ...CONV_BASE, kernel: [1, 1], strides: [2, 2], padBefore: [0, 0], padAfter: [0, 0] },
      large: {
        ...CONV_BASE,
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
      small: { ...CONV_BASE, kernel: [1, 7], padBefore: [0, 3], padAfter: [0, 3] },
      large: {
        ...CONV_BASE,
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

const DWCONV_BASE: ImageShape = { ...SAME_3X3, channels: 29 };

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
    { name: '3x3', small: DWCONV_BASE, large: { ...DWCONV_BASE, height: 56, width: 56, channels: 128 } },
    {
      name: '3x3-shallow',
      small: { ...DWCONV_BASE, channels: 5 },
      large: { ...DWCONV_BASE, height: 112, width: 112, channels: 32 },
    },
    {
      name: '3x3-stride2',
      small: { ...DWCONV_BASE, strides: [2, 2] },
      large: { ...DWCONV_BASE, strides: [2, 2], height: 56, width: 56, channels: 128 },
    },
    {
      name: '3x3-int32',
      small: { ...DWCONV_BASE, output: 'int32' },
      large: { ...DWCONV_BASE, output: 'int32', height: 14, width: 14, channels: 512 },
    },
    {
      name: '3x3-dilated',
      small: { ...DWCONV_BASE, dilations: [2, 2], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...DWCONV_BASE,
        dilations: [2, 2],
        padBefore: [2, 2],
        padAfter: [2, 2],
        height: 28,
        width: 28,
        channels: 256,
      },
    },
    {
      name: '5x5',
      small: { ...DWCONV_BASE, kernel: [5, 5], padBefore: [2, 2], padAfter: [2, 2] },
      large: {
        ...DWCONV_BASE,
        kernel: [5, 5],
        padBefore: [2, 2],
        padAfter: [2, 2],
        height: 28,
        width: 28,
        channels: 120,
      },
    },
  ],
};
