import {
  type Accumulated,
  type ConvS16,
  convS16,
  type ConvS8,
  convS8,
  type DwconvS8,
  dwconvS16,
  dwconvS8,
  type GemmS16,
  gemmS16,
  type GemmS8,
  gemmS8,
} from '../convolution';
import { type Narrow, SHIFT } from '../element-type';
import type { Kernels } from '../kernels';
import { packWeights } from '../pack-weights';
import { convReference, dwconvReference, gemmReference } from '../reference/convolution';
import type { Draw } from './draw';
import type { Family, FamilyVariant } from './family';
import { type ImageShape, outputSize, putImages, SAME_3X3 } from './image-shape';

export interface GemmShape {
  readonly rows: number;
  readonly k: number;
  readonly n: number;
  readonly gap: number;
  readonly output: 'int8' | 'int16' | 'int32';
}

/** A depth that 32 bits hold the sums of, whatever int8 weights and int16 activations are: 504 · 2²² < 2³¹. */
const SAFE_BLOCK = 504;

/** Bounds of a result of some type. */
function boundsFor(draw: Draw, { output = 'int8' }: Pick<Accumulated, 'output'>) {
  return draw.bounds(output === 'int16' ? 'int16' : 'int8');
}

function gemmOperands(xType: Narrow) {
  return (kernels: Kernels, draw: Draw, { rows, k, n, gap, output }: GemmShape): GemmS8 => ({
    weights: packWeights(kernels, {
      weights: draw.int8s(n * k),
      bias: draw.int32s(n),
      multipliers: draw.multipliers(n),
      n,
      k,
    }),
    x: kernels.put(draw.elements(xType, rows * (k + gap))),
    y: kernels.alloc((rows * (n + gap)) << SHIFT[output]),
    rows,
    xPitch: k + gap,
    yPitch: n + gap,
    output,
    ...boundsFor(draw, { output }),
  });
}

export const GEMM_S8: Family<GemmShape, GemmS8> = {
  name: 'gemmS8',
  kernel: gemmS8,
  reference: gemmReference('int8'),
  prepare: gemmOperands('int8'),
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

/** Variants of an int8 kernel that an int16 one is checked and timed at too, int16 in place of int8 results. */
function wide<S extends { readonly output: 'int8' | 'int16' | 'int32' }>(
  variants: readonly FamilyVariant<S>[],
): FamilyVariant<S>[] {
  const widened = (shape: S): S => (shape.output === 'int8' ? { ...shape, output: 'int16' } : shape);
  return variants.map(({ name, small, large }) => ({ name, small: widened(small), large: widened(large) }));
}

export const GEMM_S16: Family<GemmShape, GemmS16> = {
  ...GEMM_S8,
  name: 'gemmS16',
  kernel: gemmS16,
  reference: gemmReference('int16'),
  prepare: (...drawn) => ({ ...gemmOperands('int16')(...drawn), block: SAFE_BLOCK }),
  variants: [
    ...wide(GEMM_S8.variants),
    {
      name: 'pointwise-int8',
      small: { rows: 5, k: 1021, n: 9, gap: 0, output: 'int8' },
      large: { rows: 784, k: 256, n: 256, gap: 0, output: 'int8' },
    },
  ],
};

/** As gemmS16 with weights of 16 bits. */
export const GEMM_S16_BY_S16: Family<GemmShape, GemmS16> = {
  ...GEMM_S16,
  name: 'gemmS16-by-int16',
  prepare: (kernels, draw, shape) => {
    const { n, k } = shape;
    const upper = packWeights(kernels, { weights: draw.int8s(n * k), n, k });
    const output = shape.output === 'int32' ? 'int16' : shape.output;
    return { ...gemmOperands('int16')(kernels, draw, { ...shape, output }), block: SAFE_BLOCK, upper };
  },
};

/** As gemmS16 where 32 bits hold every sum. */
export const GEMM_S16_MODULO: Family<GemmShape, GemmS16> = {
  ...GEMM_S16,
  name: 'gemmS16-modulo',
  prepare: gemmOperands('int16'),
};

export interface ConvShape extends ImageShape {
  readonly groups: number;
  readonly outChannels: number;
}

const CONV_BASE: ConvShape = { ...SAME_3X3, groups: 1, outChannels: 20 };

function convOperands(xType: Narrow) {
  return (kernels: Kernels, draw: Draw, shape: ConvShape): ConvS8 => {
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
      ...putImages(kernels, draw, shape, n, xType),
      weights,
      kernel,
      strides,
      dilations,
      padBefore,
      padding: draw.elements(xType, 1)[0],
      output,
      ...boundsFor(draw, shape),
    };
  };
}

export const CONV_S8: Family<ConvShape, ConvS8> = {
  name: 'convS8',
  kernel: convS8,
  reference: convReference('int8'),
  prepare: convOperands('int8'),
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

export const CONV_S16: Family<ConvShape, ConvS16> = {
  ...CONV_S8,
  name: 'convS16',
  kernel: convS16,
  reference: convReference('int16'),
  prepare: (...drawn) => ({ ...convOperands('int16')(...drawn), block: SAFE_BLOCK }),
  variants: wide(CONV_S8.variants),
};

/** As convS16 where 32 bits hold every sum. */
export const CONV_S16_MODULO: Family<ConvShape, ConvS16> = {
  ...CONV_S16,
  name: 'convS16-modulo',
  prepare: convOperands('int16'),
};

const DWCONV_BASE: ImageShape = { ...SAME_3X3, channels: 29 };

function dwconvOperands(xType: Narrow) {
  return (kernels: Kernels, draw: Draw, shape: ImageShape): DwconvS8 => {
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
      ...putImages(kernels, draw, shape, n, xType),
      weights,
      kernel,
      strides,
      dilations,
      padBefore,
      padding: draw.elements(xType, 1)[0],
      output,
      ...boundsFor(draw, shape),
    };
  };
}

export const DWCONV_S8: Family<ImageShape, DwconvS8> = {
  name: 'dwconvS8',
  kernel: dwconvS8,
  reference: dwconvReference('int8'),
  prepare: dwconvOperands('int8'),
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

export const DWCONV_S16: Family<ImageShape, DwconvS8> = {
  ...DWCONV_S8,
  name: 'dwconvS16',
  kernel: dwconvS16,
  reference: dwconvReference('int16'),
  prepare: dwconvOperands('int16'),
  variants: wide(DWCONV_S8.variants),
};
