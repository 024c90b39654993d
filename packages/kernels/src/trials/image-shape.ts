import { type Narrow, SHIFT } from '../element-type';
import type { ImageView, Window } from '../image-view';
import { type Kernels } from '../kernels';
import { type Draw } from './draw';

/** The shape of a kernel that slides over an image. */
export interface ImageShape extends Required<Window> {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly padAfter: readonly [number, number];
  /** Unused elements between pixels, and between rows, of both images. */
  readonly gap: number;
  readonly output: 'int8' | 'int16' | 'int32';
}

/** A 3x3 window of stride 1 that keeps the size, to be changed by what a variant is about. */
export const SAME_3X3: ImageShape = {
  images: 1,
  height: 7,
  width: 9,
  channels: 24,
  kernel: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  padBefore: [1, 1],
  padAfter: [1, 1],
  gap: 0,
  output: 'int8',
};

/** Output height and width, at least one. */
export function outputSize(s: ImageShape): readonly [number, number] {
  const along = (axis: 0 | 1): number => {
    const extent = (axis === 0 ? s.height : s.width) + s.padBefore[axis] + s.padAfter[axis];
    return Math.max(1, Math.floor((extent - (s.kernel[axis] - 1) * s.dilations[axis] - 1) / s.strides[axis]) + 1);
  };
  return [along(0), along(1)];
}

/** Allocates the input of a type, filled, and the output. */
export function putImages(
  kernels: Kernels,
  draw: Draw,
  s: ImageShape,
  outChannels: number,
  xType: Narrow = 'int8',
): { readonly x: ImageView; readonly y: ImageView } {
  const [height, width] = outputSize(s);
  const gaps = (w: number, channels: number): { readonly pixelPitch: number; readonly rowPitch: number } => ({
    pixelPitch: channels + s.gap,
    rowPitch: w * (channels + s.gap) + s.gap,
  });
  const from = gaps(s.width, s.channels);
  const to = gaps(width, outChannels);
  const x = kernels.put(draw.elements(xType, s.images * s.height * from.rowPitch));
  const y = kernels.alloc(s.images * height * (to.rowPitch << SHIFT[s.output]));
  return {
    x: { offset: x, images: s.images, height: s.height, width: s.width, channels: s.channels, ...from },
    y: { offset: y, images: s.images, height, width, channels: outChannels, ...to },
  };
}
