import { expectEqual } from './checks';

/** An NHWC image, or a box inside one, in kernel memory. Pitches are in elements and default to the dense ones. */
export interface ImageView {
  /** Byte offset of the first element. */
  readonly offset: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Images, one after the other; default 1. */
  readonly images?: number;
  /** Elements from a pixel to the next of its row; default `channels`. */
  readonly pixelPitch?: number;
  /** Elements from a row to the next; default `width * pixelPitch`. */
  readonly rowPitch?: number;
  /** Elements from an image to the next; default `height * rowPitch`. */
  readonly imagePitch?: number;
}

/** Bytes between the pixels, rows and images of a view. */
export interface Pitches {
  readonly images: number;
  readonly pixel: number;
  readonly row: number;
  readonly image: number;
}

export function pitchesOf(view: ImageView, elementBytes: number): Pitches {
  const pixel = view.pixelPitch ?? view.channels;
  const row = view.rowPitch ?? view.width * pixel;
  const image = view.imagePitch ?? view.height * row;
  return {
    images: view.images ?? 1,
    pixel: pixel * elementBytes,
    row: row * elementBytes,
    image: image * elementBytes,
  };
}

/** How a kernel slides over an image: [vertical, horizontal]. The output view says how often. */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  /** Default [1, 1]. */
  readonly dilations?: readonly [number, number];
  /** Padding above and left of the image; below and right follow from the output's size. Default [0, 0]. */
  readonly padBefore?: readonly [number, number];
}

/** A window by the names the kernels have for its sides. */
export function sidesOf({ kernel, strides, dilations = [1, 1], padBefore = [0, 0] }: Window) {
  return {
    kernelH: kernel[0],
    kernelW: kernel[1],
    strideH: strides[0],
    strideW: strides[1],
    dilationH: dilations[0],
    dilationW: dilations[1],
    padTop: padBefore[0],
    padLeft: padBefore[1],
  };
}

/** One image that a kernel reads and one that it writes, by the names the kernels have for their parts. */
export interface ImagePair {
  readonly x: number;
  readonly xPixel: number;
  readonly xRow: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly y: number;
  readonly yPixel: number;
  readonly yRow: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/**
 * The images of x and y in turn; `yBytes` and `xBytes` are those of an element. RangeError when there are not as many
 * of both.
 */
export function imagePairs(x: ImageView, y: ImageView, yBytes: number, xBytes = 1): readonly ImagePair[] {
  expectEqual('output images', y.images ?? 1, x.images ?? 1);
  const [from, to] = [pitchesOf(x, xBytes), pitchesOf(y, yBytes)];
  return Array.from({ length: from.images }, (_, image) => ({
    x: x.offset + image * from.image,
    xPixel: from.pixel,
    xRow: from.row,
    height: x.height,
    width: x.width,
    channels: x.channels,
    y: y.offset + image * to.image,
    yPixel: to.pixel,
    yRow: to.row,
    outHeight: y.height,
    outWidth: y.width,
  }));
}
