import { resizeNearestReference } from '../reference/resize-nearest';
import { type ResizeNearest, resizeNearest } from '../resize-nearest';
import { type Family } from './family';
import { type ResizeShape } from './resize-shape';

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
