import type { TrainingImage } from './model-input';

/**
 * How a picture file becomes numbers. `opencv`: bytes 0..255 in the order B, G, R. `skimage`: reals 0..1 in the order
 * R, G, B. Both height, width, channels.
 */
export const READ_MODES = ['opencv', 'skimage'] as const;
export type ReadMode = (typeof READ_MODES)[number];

export const PICTURE_LAYOUTS = ['HWC', 'CHW'] as const;
export type PictureLayout = (typeof PICTURE_LAYOUTS)[number];

/** Where PadResize puts the picture: in the middle, or with all of the border on the right and below. */
export const PAD_POSITIONS = ['boundary', 'bottom_right'] as const;
export type PadPosition = (typeof PAD_POSITIONS)[number];

/** How OpenCV finds values between pixels. */
export const INTERPOLATIONS = ['INTER_LINEAR', 'INTER_CUBIC'] as const;
export type Interpolation = (typeof INTERPOLATIONS)[number];

/** One transformer with its parameters: what it does is said where it is carried out, in `vision`. */
export type PictureStep =
  | { readonly kind: 'ShortSideResize'; readonly shortSide: number; readonly interpolation: Interpolation }
  | {
      readonly kind: 'Resize';
      readonly height: number;
      readonly width: number;
      readonly mode: ReadMode;
      readonly interpolation: Interpolation;
    }
  | {
      readonly kind: 'PadResize';
      readonly height: number;
      readonly width: number;
      readonly padValue: number;
      readonly position: PadPosition;
    }
  | { readonly kind: 'CenterCrop'; readonly height: number; readonly width: number }
  | { readonly kind: 'Colour'; readonly from: 'rgb' | 'bgr'; readonly to: TrainingImage }
  | { readonly kind: 'Layout'; readonly to: PictureLayout }
  /** Subtracts; one value, or one for each channel. */
  | { readonly kind: 'Mean'; readonly values: readonly number[] }
  /** Multiplies; one value, or one for each channel. */
  | { readonly kind: 'Scale'; readonly values: readonly number[] };

/** From a picture file to a sample: how it is read, then one step after the other. Plain data. */
export interface PictureChain {
  readonly readMode: ReadMode;
  readonly steps: readonly PictureStep[];
}
