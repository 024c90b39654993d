import { type Tensor, makeTensor } from '@openbpu/tensor';
import type { Image } from '../image/image';
import { rgbPixels } from '../image/rgb-pixels';
import { type YuvRange, rgbToBgr, rgbToGray, rgbToNv12, rgbToYuv444 } from '../transform/colours';
import { hwcToChw } from '../transform/layouts';

/** What a model input carries, named as the recipe names it. */
export interface InputEncoding {
  readonly type: 'rgb' | 'bgr' | 'gray' | 'yuv444' | 'nv12';
  /** Ignored by nv12, which has one layout. */
  readonly layout: 'NCHW' | 'NHWC';
  /** Of yuv444 and nv12; `regular` unless told. */
  readonly range?: YuvRange;
}

/**
 * A picture as the bytes a model input takes, 0..255: shape [1, C, H, W] or [1, H, W, C] with C = 3 (gray: 1);
 * nv12: [1, H * 3 / 2, W], the Y plane over the interleaved chroma rows. Fails with VIS005 on nv12 with an odd side.
 */
export function encodeInput(image: Image, encoding: InputEncoding): Tensor<'uint8'> {
  const { height, width } = image;
  const rgb = rgbPixels(image);
  if (encoding.type === 'nv12')
    return makeTensor('uint8', [1, (height * 3) / 2, width], rgbToNv12(rgb, height, width, encoding.range));
  const pixels = encodePixels(rgb, encoding.type, encoding.range);
  const channels = encoding.type === 'gray' ? 1 : 3;
  return encoding.layout === 'NCHW'
    ? makeTensor('uint8', [1, channels, height, width], hwcToChw(pixels, channels))
    : makeTensor('uint8', [1, height, width, channels], pixels.slice());
}

function encodePixels(
  rgb: Uint8Array,
  type: 'rgb' | 'bgr' | 'gray' | 'yuv444',
  range: YuvRange | undefined,
): Uint8Array {
  switch (type) {
    case 'rgb':
      return rgb;
    case 'bgr':
      return rgbToBgr(rgb);
    case 'gray':
      return rgbToGray(rgb);
    case 'yuv444':
      return rgbToYuv444(rgb, range);
  }
}
