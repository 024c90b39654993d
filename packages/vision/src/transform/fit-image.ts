import { type Image } from '../image/image';
import { centerCrop } from './center-crop';
import { type PadResizeOptions, padResize } from './pad-resize';
import { resize } from './resize';
import { shortSideResize } from './short-side-resize';

/** How a picture of any size becomes one of the model's size. */
export type Fit =
  | { readonly kind: 'crop'; readonly shortSide: number; readonly height: number; readonly width: number }
  | { readonly kind: 'resize'; readonly height: number; readonly width: number }
  | ({ readonly kind: 'pad'; readonly height: number; readonly width: number } & PadResizeOptions);

/**
 * Short side then centre crop, plain resize, or letterbox, to exactly `height` x `width`. Fails with VIS004 when the
 * crop exceeds the resized picture.
 */
export async function fitImage(image: Image, fit: Fit): Promise<Image> {
  switch (fit.kind) {
    case 'crop':
      return centerCrop(await shortSideResize(image, fit.shortSide), fit.height, fit.width);
    case 'resize':
      return resize(image, fit.height, fit.width);
    case 'pad':
      return padResize(image, fit.height, fit.width, fit);
  }
}
