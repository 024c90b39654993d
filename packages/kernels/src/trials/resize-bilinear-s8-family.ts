import { resizeBilinearS8Reference } from '../reference/resize-bilinear-s8';
import { type ResizeBilinearS8, resizeBilinearS8 } from '../resize-bilinear-s8';
import { type Draw } from './draw';
import { type Family } from './family';
import { type ResizeShape } from './resize-shape';

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

export const RESIZE_BILINEAR_S8: Family<ResizeShape, ResizeBilinearS8> = {
  name: 'resizeBilinearS8',
  kernel: resizeBilinearS8,
  reference: resizeBilinearS8Reference,
  prepare: (kernels, draw, { height, width, channels, outHeight, outWidth }) => ({
    x: kernels.put(draw.int8s(height * width * channels)),
    rows: kernels.put(axis(draw, height, outHeight)),
    columns: kernels.put(axis(draw, width, outWidth)),
    y: kernels.alloc(outHeight * outWidth * channels),
    width,
    channels,
    outHeight,
    outWidth,
    multiplier: draw.multiplier() / 2 ** 22,
    ...draw.bounds(),
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
