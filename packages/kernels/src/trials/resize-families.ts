import { type Narrow, SHIFT } from '../element-type';
import type { Kernels } from '../kernels';
import { resizeBilinearReference, resizeNearestReference } from '../reference/resize';
import {
  type ResizeBilinearMixed,
  resizeBilinearMixed,
  type ResizeBilinearS8,
  resizeBilinearS8,
  type ResizeNearest,
  resizeNearest,
} from '../resize';
import type { Draw } from './draw';
import type { Family } from './family';

export interface ResizeShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

export const RESIZE_NEAREST: Family<ResizeShape, ResizeNearest> = {
  name: 'resizeNearest',
  kernel: resizeNearest,
  reference: resizeNearestReference,
  prepare: (kernels, draw, { height, width, channels: pixelBytes, outHeight, outWidth }) => ({
    x: kernels.put(draw.int8s(height * width * pixelBytes)),
    rows: kernels.put(Int32Array.from({ length: outHeight }, () => draw.int(0, height - 1))),
    columns: kernels.put(Int32Array.from({ length: outWidth }, () => draw.int(0, width - 1))),
    y: kernels.alloc(outHeight * outWidth * pixelBytes),
    width,
    pixelBytes,
    outHeight,
    outWidth,
  }),
  work: (s) => s.outHeight * s.outWidth * s.channels,
  unit: 'element',
  variants: [
    {
      name: 'twice',
      small: { height: 5, width: 6, channels: 21, outHeight: 10, outWidth: 12 },
      large: { height: 20, width: 20, channels: 96, outHeight: 40, outWidth: 40 },
    },
  ],
};

const UNIT = 2048;

/** Two neighbours and their weights per output position; the ends of the weights' range come up often. */
function axis(draw: Draw, from: number, to: number): Int32Array {
  const table = new Int32Array(to * 4);
  for (let i = 0; i < to; i++) {
    const weight = [0, UNIT, draw.int(0, UNIT), draw.int(0, UNIT)][draw.int(0, 3)];
    table.set([draw.int(0, from - 1), draw.int(0, from - 1), weight, UNIT - weight], i * 4);
  }
  return table;
}

function bilinearOperands(
  kernels: Kernels,
  draw: Draw,
  { height, width, channels, outHeight, outWidth }: ResizeShape,
  xType: Narrow,
  yType: Narrow,
): ResizeBilinearS8 {
  return {
    x: kernels.put(draw.elements(xType, height * width * channels)),
    rows: kernels.put(axis(draw, height, outHeight)),
    columns: kernels.put(axis(draw, width, outWidth)),
    y: kernels.alloc((outHeight * outWidth * channels) << SHIFT[yType]),
    width,
    channels,
    outHeight,
    outWidth,
    multiplier: draw.multiplier() / 2 ** 22,
    ...draw.bounds(yType),
  };
}

export const RESIZE_BILINEAR_S8: Family<ResizeShape, ResizeBilinearS8> = {
  name: 'resizeBilinearS8',
  kernel: resizeBilinearS8,
  reference: resizeBilinearReference,
  prepare: (kernels, draw, shape) => bilinearOperands(kernels, draw, shape, 'int8', 'int8'),
  work: (s) => s.outHeight * s.outWidth * s.channels,
  unit: 'element',
  variants: [
    {
      name: 'twice',
      small: { height: 5, width: 6, channels: 21, outHeight: 10, outWidth: 12 },
      large: { height: 20, width: 20, channels: 96, outHeight: 40, outWidth: 40 },
    },
  ],
};

export type ResizeMixedShape = ResizeShape & Pick<ResizeBilinearMixed, 'xType' | 'yType'>;

export const RESIZE_BILINEAR_MIXED: Family<ResizeMixedShape, ResizeBilinearMixed> = {
  name: 'resizeBilinearMixed',
  kernel: resizeBilinearMixed,
  reference: resizeBilinearReference,
  prepare: (kernels, draw, { xType, yType, ...shape }) => ({
    ...bilinearOperands(kernels, draw, shape, xType, yType),
    xType,
    yType,
  }),
  work: (s) => s.outHeight * s.outWidth * s.channels,
  unit: 'element',
  variants: RESIZE_BILINEAR_S8.variants.flatMap(({ small, large }) =>
    (['int8', 'int16'] as const).flatMap((xType) =>
      (['int8', 'int16'] as const).map((yType) => ({
        name: `${xType}-${yType}`,
        small: { ...small, xType, yType },
        large: { ...large, xType, yType },
      })),
    ),
  ),
};
